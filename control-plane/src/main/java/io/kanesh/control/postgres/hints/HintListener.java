package io.kanesh.control.postgres.hints;

import io.kanesh.control.shared.Hint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears the hints of the other processes on a connection of its own, outside the pool, because listening belongs to a
 * connection. It connects again for as long as we run; what was said meanwhile is found by looking.
 */
@Component
class HintListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HintListener.class);
    private static final int LISTEN_MS = 10_000;
    private static final int CONNECT_SECONDS = 5;
    private static final int PAUSE_MS = 1_000;

    private final JdbcConnectionDetails address;
    private final Channel channel;
    private final ApplicationEventPublisher events;
    private @Nullable Listening listening;

    HintListener(JdbcConnectionDetails address, Channel channel, ApplicationEventPublisher events) {
        this.address = address;
        this.channel = channel;
        this.events = events;
    }

    @Override
    public synchronized void start() {
        listening = new Listening();
        listening.thread.start();
    }

    @Override
    public synchronized void stop() {
        if (listening != null) {
            listening.stop();
            listening = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }

    /** From one start to the next stop. */
    private final class Listening implements Runnable {
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Thread thread = new Thread(this, "hint-listener");
        private volatile @Nullable Connection connection;

        Listening() {
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            boolean lostBefore = false;
            while (!isStopped()) {
                try (Connection opened = connect()) {
                    connection = opened;
                    if (lostBefore) {
                        LOG.info("Hears the other control-plane processes again");
                    }
                    lostBefore = false;
                    listenOn(opened);
                } catch (SQLException lost) {
                    if (!isStopped() && !lostBefore) {
                        lostBefore = true;
                        LOG.warn(
                                "Cannot hear the other control-plane processes until the database is back: {}",
                                lost.getMessage());
                    }
                    pause();
                }
            }
        }

        private void listenOn(Connection opened) throws SQLException {
            try (var statement = opened.createStatement()) {
                statement.execute("LISTEN " + Channel.NAME);
            }
            var postgres = opened.unwrap(PGConnection.class);
            while (!isStopped()) {
                PGNotification[] heard = postgres.getNotifications(LISTEN_MS);
                if (heard == null || heard.length == 0) {
                    requireAlive(opened);
                } else {
                    pass(heard);
                }
            }
        }

        /** Silence looks like a server that is gone without a word. */
        private void requireAlive(Connection opened) throws SQLException {
            if (!isStopped() && !opened.isValid(CONNECT_SECONDS)) {
                throw new SQLException("the connection is dead");
            }
        }

        private void pass(PGNotification[] heard) {
            Set<Hint> hints = new LinkedHashSet<>();
            Arrays.stream(heard)
                    .map(PGNotification::getParameter)
                    .map(channel::read)
                    .forEach(hint -> hint.ifPresent(hints::add));
            for (Hint hint : hints) {
                try {
                    events.publishEvent(hint);
                } catch (RuntimeException fault) {
                    LOG.warn(
                            "A hint about {} {} was of no use; it is found by looking", hint.topic(), hint.id(), fault);
                }
            }
        }

        private Connection connect() throws SQLException {
            var properties = new Properties();
            properties.setProperty("user", String.valueOf(address.getUsername()));
            properties.setProperty("password", String.valueOf(address.getPassword()));
            properties.setProperty("ApplicationName", "kanesh-hints");
            properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
            properties.setProperty("tcpKeepAlive", "true");
            return DriverManager.getConnection(address.getJdbcUrl(), properties);
        }

        private boolean isStopped() {
            return stopped.getCount() == 0;
        }

        private void pause() {
            try {
                if (stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    LOG.debug("stops listening");
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        void stop() {
            stopped.countDown();
            Connection open = connection;
            try {
                if (open != null) {
                    open.abort(Runnable::run);
                }
                thread.join(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS));
            } catch (SQLException fault) {
                LOG.debug("the connection was closed already", fault);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
