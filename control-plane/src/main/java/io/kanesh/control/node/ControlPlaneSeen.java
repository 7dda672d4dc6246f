package io.kanesh.control.node;

import java.time.Instant;

/**
 * A control-plane process of this installation.
 *
 * @param id its pid and some chance
 * @param agentEndpoint base URL that agents call
 * @param seenAt when it last said that it lives, by the database's clock
 * @param alive whether that was lately enough to send agents there
 */
public record ControlPlaneSeen(String id, String agentEndpoint, Instant startedAt, Instant seenAt, boolean alive) {}
