package io.kanesh.engine.users;

import static org.apache.cassandra.db.ConsistencyLevel.LOCAL_ONE;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.db.marshal.InetAddressType;
import org.apache.cassandra.exceptions.RequestExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down when a role last logged in, beside the login and never in its way: at most once a minute for each role on each
 * node, and not at all while a hundred such notes wait.
 */
final class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final int MOST_WAITING = 100;

    private final Remembered<Boolean> noted = new Remembered<>(Duration.ofMinutes(1), 10_000, System::nanoTime);

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Logins::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    Logins() {
        writer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "logins");
        thread.setDaemon(true);
        return thread;
    }

    void note(String role, @Nullable InetAddress from) {
        if (UserTable.exists() && noted.putIfAbsent(role, true)) {
            Instant now = Instant.now();
            writer.execute(() -> write(role, now, from));
        }
    }

    private static void write(String role, Instant at, @Nullable InetAddress from) {
        try {
            QueryProcessor.process(
                    "UPDATE " + UserTable.TABLE + " SET last_login_at = ?, last_login_from = ? WHERE role = ?",
                    LOCAL_ONE,
                    Arrays.asList(
                            AuthBatch.time(at),
                            from == null ? null : InetAddressType.instance.decompose(from),
                            AuthBatch.text(role)));
        } catch (RequestExecutionException lost) {
            LOG.info("The last login of a role was not written down: {}", lost.getMessage());
        }
    }
}
