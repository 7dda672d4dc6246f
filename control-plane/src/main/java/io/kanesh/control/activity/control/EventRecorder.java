package io.kanesh.control.activity.control;

import io.kanesh.control.shared.Hint;
import io.kanesh.control.shared.Hints;
import io.kanesh.control.shared.ResourceChanged;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes every change down, in the transaction of the change: no event without its change, no change without its event. */
@Component
class EventRecorder {
    private final EventStore store;
    private final InstantSource clock;
    private final Hints hints;

    EventRecorder(EventStore store, InstantSource clock, Hints hints) {
        this.store = store;
        this.clock = clock;
        this.hints = hints;
    }

    @EventListener
    void on(ResourceChanged change) {
        store.add(change, clock.instant());
        // Without an id: however many events a transaction writes, its others hear one hint.
        hints.give(new Hint(Hint.EVENT, ""));
    }
}
