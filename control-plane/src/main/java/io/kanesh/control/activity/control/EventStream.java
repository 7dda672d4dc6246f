package io.kanesh.control.activity.control;

import io.kanesh.control.activity.Event;
import io.kanesh.control.shared.Hint;
import io.kanesh.control.shared.ResourceChanged;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Carries new events to listeners. It reads the table instead of listening in memory, so that a change made by another
 * control-plane process arrives as well: at once when its commit here or a hint from there says so, else at the next look.
 *
 * <p>Sequence numbers are given before the commit, so a lower one can become visible after a higher one: each look goes back
 * {@link #LOOK_BACK} numbers and remembers what was sent.
 */
@Component
public class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);
    private static final int LOOK_BACK = 500;
    private static final int REMEMBERED = 4 * LOOK_BACK;

    private final EventStore store;
    private final InstantSource clock;
    private final Set<Consumer<Event>> listeners = ConcurrentHashMap.newKeySet();
    private final Set<Long> sent = java.util.Collections.newSetFromMap(new Remembered());
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "event-stream");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean lookingSoon = new AtomicBoolean();
    private Instant tidied = Instant.EPOCH;
    private boolean caughtUp;

    EventStream(EventStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        var unused = looking.scheduleWithFixedDelay(
                this::lookSafely, LOOK_AGAIN.toMillis(), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Calls the listener, from one thread, with every event from now on, until the answer is run. */
    public Runnable listen(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** How many listen. */
    public int listeners() {
        return listeners.size();
    }

    @EventListener
    void heard(Hint hint) {
        if (hint.topic().equals(Hint.EVENT)) {
            lookSoon();
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ResourceChanged change) {
        lookSoon();
    }

    /** Once, however often it is said before that. */
    private void lookSoon() {
        if (listeners.isEmpty() || !lookingSoon.compareAndSet(false, true)) {
            return;
        }
        try {
            looking.execute(this::lookSafely);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("nobody listens any more: the control plane stops", stopping);
        }
    }

    private void lookSafely() {
        lookingSoon.set(false);
        try {
            tidy();
            look();
        } catch (RuntimeException fault) {
            // The database may be away for a moment; an exception here would end the looking for good.
            LOG.warn("Cannot read new events; looking again in {} ms: {}", LOOK_AGAIN.toMillis(), fault.toString());
        }
    }

    private void look() {
        if (listeners.isEmpty()) {
            caughtUp = false;
            return;
        }
        var events = store.after(Math.max(0, store.newest() - LOOK_BACK), LOOK_BACK);
        var fresh = events.stream().filter(event -> sent.add(event.sequence())).toList();
        if (!caughtUp) {
            // Whoever begins to listen has just read the resources themselves: the past is of no use.
            caughtUp = true;
            return;
        }
        for (var event : fresh) {
            for (var listener : listeners) {
                listener.accept(event);
            }
        }
    }

    private void tidy() {
        var now = clock.instant();
        if (Duration.between(tidied, now).compareTo(TIDY_EVERY) >= 0) {
            store.forgetBefore(now.minus(KEEP));
            tidied = now;
        }
    }

    @PreDestroy
    void stop() {
        looking.shutdownNow();
    }

    /** The last numbers sent, the oldest forgotten first. */
    private static final class Remembered extends LinkedHashMap<Long, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
