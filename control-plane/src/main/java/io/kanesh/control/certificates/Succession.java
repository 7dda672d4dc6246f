package io.kanesh.control.certificates;

import io.kanesh.control.shared.Id.ClusterId;
import java.time.Instant;
import java.util.Optional;

/**
 * Replaces the authority of a cluster in three steps, between which every node must have caught up: a successor is trusted; it
 * issues; the former one is trusted no more. While both are trusted, nodes show a bridge (the successor's certificate, signed by
 * the former authority) behind their own certificates, so that clients that know only the former one go on without a change.
 *
 * <p>Each step may be done twice. Without effect on a cluster that has no authority.
 */
public interface Succession {

    /** Rises with every step; a node whose certificate came with a lower one has not caught up. 0 before the first. */
    int generation(ClusterId cluster);

    /** Makes the successor and has it trusted; without effect while a replacement is under way. */
    void prepare(ClusterId cluster);

    /** Forgets a successor that has not begun to issue. */
    void abandon(ClusterId cluster);

    /** The successor issues from now on; the former authority's key is destroyed. Without effect without a successor. */
    void hand(ClusterId cluster);

    /** When the successor began to issue; empty when no former authority is trusted. */
    Optional<Instant> handedAt(ClusterId cluster);

    /** Ends the trust in the former authority. */
    void settle(ClusterId cluster);
}
