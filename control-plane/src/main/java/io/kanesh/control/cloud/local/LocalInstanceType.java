package io.kanesh.control.cloud.local;

import java.util.Arrays;
import java.util.Optional;

/** The sizes of a local machine. */
enum LocalInstanceType {
    // Memory = the engine's heap + about 700 MiB that an engine takes beside its heap + the agent's 128 MiB.
    SMALL("local.small", 1_280),
    MEDIUM("local.medium", 2_304),
    LARGE("local.large", 4_352);

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
