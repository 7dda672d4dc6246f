package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.shared.Id.ClusterId;
import java.util.List;

/**
 * Where the users are kept that clusters are created with, until the creation has succeeded or the cluster is gone. Every method
 * joins the caller's transaction, and is without effect when nothing is kept.
 */
public interface FirstUserStore {

    /** Once for a cluster. */
    void keep(ClusterId cluster, List<FirstUser> users);

    /** Those with whom the database has not dealt yet, in the order of the request. */
    List<FirstUser> waiting(ClusterId cluster);

    /** False when the database had dealt with it before. */
    boolean settle(ClusterId cluster, String user);

    /** Every user waits again: the database that dealt with them is gone. */
    void startOver(ClusterId cluster);

    void forget(ClusterId cluster);
}
