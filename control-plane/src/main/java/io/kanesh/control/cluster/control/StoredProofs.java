package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Proof;
import io.kanesh.control.cluster.Proofs;
import io.kanesh.control.cluster.runbooks.ProveClusterInput;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the markers and starts the run; reads what it left. */
@Component
class StoredProofs implements Proofs {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final Clusters clusters;
    private final Nodes nodes;
    private final Runs runs;
    private final ProofStore store;
    private final SecureRandom random = new SecureRandom();

    StoredProofs(Clusters clusters, Nodes nodes, Runs runs, ProofStore store) {
        this.clusters = clusters;
        this.nodes = nodes;
        this.runs = runs;
        this.store = store;
    }

    @Override
    @Transactional
    public Answer<ClusterView> start(ProjectId project, ClusterId id, String requestedBy) {
        return found(project, id).flatMap(view -> {
            List<Node> all = nodes.ofCluster(id);
            if (all.isEmpty()) {
                return Answer.refused(Problem.of(
                        "cluster-has-no-nodes",
                        Problem.Kind.CONFLICT,
                        "The cluster has no node yet, so there is no disk to search. Wait until it is ACTIVE."));
            }
            var input = new ProveClusterInput(
                    id.value(),
                    project.value(),
                    "kanesh_proof_" + letters(12),
                    markers(),
                    all.stream().map(node -> node.spec().id().value()).toList());
            var origin = new Runs.Origin(project, null, requestedBy);
            return runs.start("prove-cluster", ClusterOperations.subject(id), input, origin)
                    .flatMap(operation -> found(project, id));
        });
    }

    @Override
    public Page<Proof> list(ProjectId project, ClusterId cluster, Page.Request page) {
        List<Proof> found = store.of(project, cluster, page.after(), page.size() + 1);
        return Page.of(found, page, proof -> proof.operation().value());
    }

    @Override
    public Optional<Proof> find(ProjectId project, ClusterId cluster, OperationId operation) {
        return store.find(project, cluster, operation);
    }

    private Answer<ClusterView> found(ProjectId project, ClusterId id) {
        return clusters.find(project, id)
                .map(Answer::of)
                .orElseGet(() -> Answer.refused(Problem.of(
                        "cluster-not-found",
                        Problem.Kind.NOT_FOUND,
                        "There is no cluster " + id.value() + ", or this token may not see it.")));
    }

    /** The engine's forms: 16 and 24 letters, 16 and 8 bytes, four floats. None is produced by chance. */
    private String markers() {
        return "key=" + hex(letters(16).getBytes(StandardCharsets.US_ASCII)) + ",text="
                + hex(letters(24).getBytes(StandardCharsets.US_ASCII)) + ",blob=" + hex(bytes(16)) + ",number="
                + hex(bytes(8)) + ",vector=" + hex(floats());
    }

    private byte[] floats() {
        var buffer = ByteBuffer.allocate(4 * Float.BYTES);
        while (buffer.hasRemaining()) {
            // Between 1 and 2, so that an index over them has nothing to complain about; 23 bits of chance each.
            buffer.putFloat(1 + random.nextFloat());
        }
        return buffer.array();
    }

    private String letters(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
