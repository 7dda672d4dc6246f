package io.kanesh.control.node.runbooks;

import io.kanesh.control.shared.Id.NodeId;

/** What a machine is told at its launch; the same for every attempt of one launch. */
interface Bootstraps {

    /** The one-time token that the machine's agent enrols with. */
    String tokenFor(NodeId node, String idempotencyToken);

    /** The bootstrap document, JSON; contains the token. */
    String documentFor(NodeId node, String idempotencyToken);
}
