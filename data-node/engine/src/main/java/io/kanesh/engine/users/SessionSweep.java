package io.kanesh.engine.users;

import io.kanesh.engine.clients.ConnectedClients;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.cassandra.exceptions.RequestExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections of users that have expired or are gone: Cassandra checks a login once and lets the connection live for
 * ever. Every five seconds, by accounts that are at most ten seconds old.
 */
public final class SessionSweep {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSweep.class);
    private static final int EVERY_SECONDS = 5;

    private final ConnectedClients clients;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread sweeper = new Thread(work, "session-sweep");
        sweeper.setDaemon(true);
        return sweeper;
    });

    public SessionSweep(ConnectedClients clients) {
        this.clients = clients;
    }

    /** From when clients can connect to the end of the process. */
    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::sweep, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void sweep() {
        try {
            Set<String> over = new HashSet<>();
            for (String user : new HashSet<>(ConnectedClients.users().values())) {
                Account account = UserAuthenticator.accounts().get(user);
                if (!account.exists() || account.hasExpired(Instant.now())) {
                    over.add(user);
                }
            }
            if (!over.isEmpty()) {
                clients.disconnect(over::contains, "their users have expired or are gone");
            }
        } catch (RequestExecutionException tooFew) {
            LOG.debug("Connected users cannot be looked up now", tooFew);
        } catch (RuntimeException fault) {
            LOG.warn("A sweep over connected users failed; the next is in {} s", EVERY_SECONDS, fault);
        }
    }
}
