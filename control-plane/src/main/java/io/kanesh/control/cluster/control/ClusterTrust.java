package io.kanesh.control.cluster.control;

import io.kanesh.control.shared.Id.ClusterId;

/** What a client has to trust to know that it talks to a cluster. */
public interface ClusterTrust {

    /** The certificates of the cluster's own CA, PEM, one after the other. */
    String caPem(ClusterId id);
}
