package io.kanesh.control.access;

import java.util.Optional;

/**
 * Whether whoever made a request may still be here, for what lasts longer than an answer: looks at the token or session again, in the
 * database, each time that it is asked.
 */
@FunctionalInterface
public interface Presence {
    /** Where a request carries it. */
    String ATTRIBUTE = "kanesh.presence";

    /** The caller with the roles of this moment; empty when the token, session or member is gone or has expired. */
    Optional<Caller> now();
}
