package io.kanesh.control.cloud.local;

import java.util.Arrays;
import java.util.Optional;

/** The sizes of a local machine. */
enum LocalInstanceType {
    // As in the catalogue: the engine's heap, and 768 MiB for what engine and agent take beside it.
    SMALL("local.small", 1_280),
    MEDIUM("local.medium", 1_792),
    LARGE("local.large", 2_816);

    private final String id;
    private final long memoryMib;

    LocalInstanceType(String id, long memoryMib) {
        this.id = id;
        this.memoryMib = memoryMib;
    }

    /** As in a spec, e.g. {@code local.small}. */
    String id() {
        return id;
    }

    /** What such a machine may come to use, MiB; a machine is launched only when so much is free. */
    long memoryMib() {
        return memoryMib;
    }

    static Optional<LocalInstanceType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }
}
