package io.kanesh.control.activity.control;

import io.kanesh.control.activity.Event;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Instant;
import java.util.List;

/** Where events are kept. */
public interface EventStore {

    /** Keeps it, in the caller's transaction when there is one. */
    void add(ResourceChanged change, Instant at);

    /** A cluster's events, the newest first, before this sequence. */
    List<Event> ofCluster(String projectId, String clusterId, long before, int limit);

    /** The oldest first, after this sequence. */
    List<Event> after(long sequence, int limit);

    /** The highest sequence; 0 when there is none. */
    long newest();

    /** Forgets what is older, and says how many. */
    int forgetBefore(Instant time);
}
