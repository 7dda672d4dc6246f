package io.kanesh.control.web.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that refuses, whichever library wrapped what it said. */
final class DatabaseFaults {
    private DatabaseFaults() {}

    /** Whether somewhere below is a lost connection (class 08), a server without room (53) or one that goes or comes (57P). */
    static boolean isAway(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException said && isAway(String.valueOf(said.getSQLState())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
