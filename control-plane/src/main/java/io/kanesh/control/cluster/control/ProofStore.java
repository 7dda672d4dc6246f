package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Proof;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where proofs are kept: as long as the installation lives, also when the cluster is gone. */
public interface ProofStore {

    /** Without effect when it is kept already. */
    void keep(Proof proof);

    /** Without effect when there is none. */
    void forget(OperationId operation);

    /**
     * The newest first.
     *
     * @param before only older ones than that operation's; null for all
     */
    List<Proof> of(ProjectId project, ClusterId cluster, @Nullable String before, int atMost);

    Optional<Proof> find(ProjectId project, ClusterId cluster, OperationId operation);
}
