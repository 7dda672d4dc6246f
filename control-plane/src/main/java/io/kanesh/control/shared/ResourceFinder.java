package io.kanesh.control.shared;

import java.util.List;

/** Finds a module's own resources by a part of their name or id. Each module in which something can be found has one. */
public interface ResourceFinder {

    /** At most {@code sought.limit()}; those whose name begins so come first. */
    List<Found> find(Sought sought);
}
