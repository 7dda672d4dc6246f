package io.kanesh.engine.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.cassandra.exceptions.AuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNegotiatorTest {

    private final StringBuilder asked = new StringBuilder();
    private final PlainNegotiator negotiator = new PlainNegotiator((user, password) -> {
        asked.append(user).append('/').append(password);
        throw new AuthenticationException("for the test");
    });

    @Test
    void passesOnWhatTheClientSaid() {
        assertThat(negotiator.evaluateResponse(bytes("ignored\0user\0pass wörd")))
                .isNull();
        assertThat(negotiator.isComplete()).isTrue();
        assertThatThrownBy(negotiator::getAuthenticatedUser).hasMessage("for the test");
        assertThat(asked).hasToString("user/pass wörd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user", "\0user", "\0user\0", "\0\0pass", "\0user\0pass\0more"})
    void refusesEverythingElse(String message) {
        assertThatThrownBy(() -> negotiator.evaluateResponse(bytes(message)))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(negotiator::getAuthenticatedUser).isInstanceOf(AuthenticationException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
