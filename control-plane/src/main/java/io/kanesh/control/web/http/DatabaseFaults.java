package io.kanesh.control.web.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that refuses, whichever library wrapped what it said. */
final class DatabaseFaults {
    private DatabaseFaults() {}

    /**
     * Whether somewhere below is a lost connection (class 08), a server without room (53) or one that goes or comes (57P), or a
     * connection that the pool or the driver has closed already, which says so without a state.
     */
    static boolean isAway(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException said && (saysByState(said) || saysByWord(said)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysByState(SQLException said) {
        String state = String.valueOf(said.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static boolean saysByWord(SQLException said) {
        return said.getSQLState() == null
                && String.valueOf(said.getMessage()).toLowerCase(Locale.ROOT).contains("connection is closed");
    }
}
