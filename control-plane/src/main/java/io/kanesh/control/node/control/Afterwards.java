package io.kanesh.control.node.control;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Runs what is to follow a commit on a thread of its own: right after a commit the old transaction is still bound to its
 * thread, and what is written there is lost.
 */
@Component
public class Afterwards implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    private static final int THREADS = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        var thread = new Thread(task, "node-afterwards");
        thread.setDaemon(true);
        return thread;
    });

    /** Soon. Only hints are given here: what is lost at a stop, polling finds again. */
    public void run(String what, Runnable task) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("{} failed", what, e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} comes too late: stopping", what);
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
