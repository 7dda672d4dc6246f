package io.kanesh.control.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is away, however deep it is wrapped, and one that says no. */
class DatabaseFaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "53300", "57P01", "57P03"})
    void aStateOfALostServerIsAway(String state) {
        assertThat(DatabaseFaults.isAway(wrapped(new SQLException("FATAL", state))))
                .isTrue();
    }

    @Test
    void aClosedConnectionAndATiredPoolAreAway() {
        assertThat(DatabaseFaults.isAway(wrapped(new SQLException("Connection is closed"))))
                .isTrue();
        assertThat(DatabaseFaults.isAway(wrapped(new SQLTransientConnectionException("request timed out"))))
                .isTrue();
    }

    @Test
    void anythingElseIsAFault() {
        assertThat(DatabaseFaults.isAway(null)).isFalse();
        assertThat(DatabaseFaults.isAway(new IllegalStateException("no"))).isFalse();
        assertThat(DatabaseFaults.isAway(wrapped(new SQLException("duplicate key", "23505"))))
                .isFalse();
        assertThat(DatabaseFaults.isAway(wrapped(new SQLException("no state")))).isFalse();
    }

    private static RuntimeException wrapped(SQLException said) {
        return new IllegalStateException("Unable to rollback against JDBC Connection", new RuntimeException(said));
    }
}
