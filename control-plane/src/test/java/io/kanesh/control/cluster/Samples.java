package io.kanesh.control.cluster;

import io.kanesh.control.cluster.ActiveRun.Kind;
import io.kanesh.control.cluster.ClusterStatus.DataCenterStatus;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.planning.Drafts;
import io.kanesh.control.shared.Generation;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;
import java.util.List;

/** Clusters for tests. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final ClusterId CLUSTER = new ClusterId("cl_01h00000000000000000000000");
    public static final ProjectId PROJECT = new ProjectId("prj_01h00000000000000000000000");
    public static final OperationId OPERATION = new OperationId("op_01h00000000000000000000000");

    private Samples() {}

    /** Asked for at noon: three nodes in local-1, nothing observed. */
    public static Cluster fresh() {
        return new Cluster(
                CLUSTER,
                PROJECT,
                Drafts.spec(Drafts.smallest()),
                false,
                new Generation(1),
                ClusterStatus.unobserved(),
                new AdminRole("admin", "$2a$10$hash"),
                "test",
                NOON,
                NOON);
    }

    public static Cluster at(Stage stage, int ready, int total) {
        return fresh().observedAs(status(stage, ready, total));
    }

    public static ClusterStatus status(Stage stage, int ready, int total) {
        var dataCenter = new DataCenterStatus("dc1", "local-1", ready, total, List.of());
        return new ClusterStatus(new Generation(1), stage, List.of(dataCenter), List.of());
    }

    public static ActiveRun run(Kind kind, boolean undoing) {
        return new ActiveRun(OPERATION, kind, undoing, 40, null);
    }
}
