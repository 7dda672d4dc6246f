package io.kanesh.control.activity.control;

import io.kanesh.control.shared.ResourceChanged;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes every change down, in the transaction of the change: no event without its change, no change without its event. */
@Component
class EventRecorder {
    private final EventStore store;
    private final InstantSource clock;

    EventRecorder(EventStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @EventListener
    void on(ResourceChanged change) {
        store.add(change, clock.instant());
    }
}
