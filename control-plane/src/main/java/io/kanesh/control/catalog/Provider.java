package io.kanesh.control.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Where machines come from.
 *
 * @param name as in a spec: {@code local}, {@code aws}, {@code simulated}
 * @param launchable whether this installation can launch machines there
 * @param reason why not; null when it can
 */
public record Provider(
        String name,
        String title,
        boolean launchable,
        @Nullable String reason) {}
