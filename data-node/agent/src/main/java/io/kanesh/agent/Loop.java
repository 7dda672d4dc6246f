package io.kanesh.agent;

import java.time.Duration;

/**
 * One thread that does one thing again and again. A fault in one turn is logged and the next turn comes; the agent's threads
 * end only with the agent.
 */
public final class Loop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);

    /** One turn. */
    @FunctionalInterface
    public interface Turn {
        /** Does what is due and says when to come back at the latest. */
        Duration take() throws InterruptedException;
    }

    private final Thread thread;

    /** Starts at once. */
    public Loop(String name, Wakeup wakeup, Turn turn) {
        thread = new Thread(() -> run(wakeup, turn), name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Wakeup wakeup, Turn turn) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                wakeup.await(one(turn));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static Duration one(Turn turn) throws InterruptedException {
        try {
            return turn.take();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a turn of " + Thread.currentThread().getName() + " failed",
                    e);
            return AFTER_A_FAULT;
        }
    }

    /** Asks the thread to end and waits for it a moment. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
