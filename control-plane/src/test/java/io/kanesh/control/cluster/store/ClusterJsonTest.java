package io.kanesh.control.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ClusterStatus.DataCenterStatus;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.NodeGroup;
import io.kanesh.control.cluster.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored today must be read tomorrow: a renamed component breaks this test before it breaks a customer's cluster. */
final class ClusterJsonTest {

    @Test
    void data_centers_are_stored_like_this() {
        var dataCenters =
                List.of(new DataCenterSpec("dc1", "local-1", 3, null, List.of(new NodeGroup("local.small", 3))));
        String stored = "[{\"name\":\"dc1\",\"region\":\"local-1\",\"replicationFactor\":3,"
                + "\"nodeGroups\":[{\"instanceType\":\"local.small\",\"count\":3}]}]";

        assertThat(ClusterJson.readDataCenters(stored)).isEqualTo(dataCenters);
        assertThat(ClusterJson.readDataCenters(ClusterJson.write(dataCenters))).isEqualTo(dataCenters);
    }

    @Test
    void what_was_observed_is_stored_like_this() {
        var observed = List.of(new DataCenterStatus("dc1", "local-1", 2, 3, List.of("127.0.1.1")));
        String storedStatus = "[{\"name\":\"dc1\",\"region\":\"local-1\",\"nodesReady\":2,\"nodesTotal\":3,"
                + "\"contactPoints\":[\"127.0.1.1\"]}]";
        var conditions = List.of(new Condition(
                Condition.Type.NODES_SERVING,
                Condition.Status.FALSE,
                "NodesNotServing",
                "2 of 3 nodes serve.",
                Samples.NOON));
        String storedConditions = "[{\"type\":\"NODES_SERVING\",\"status\":\"FALSE\",\"reason\":\"NodesNotServing\","
                + "\"message\":\"2 of 3 nodes serve.\",\"since\":\"2026-11-21T12:00:00Z\"}]";

        assertThat(ClusterJson.readDataCenterStatuses(storedStatus)).isEqualTo(observed);
        assertThat(ClusterJson.readDataCenterStatuses(ClusterJson.write(observed)))
                .isEqualTo(observed);
        assertThat(ClusterJson.readConditions(storedConditions)).isEqualTo(conditions);
        assertThat(ClusterJson.readConditions(ClusterJson.write(conditions))).isEqualTo(conditions);
    }

    @Test
    void labels_are_stored_as_an_object() {
        assertThat(ClusterJson.write(Map.of("team", "payments"))).isEqualTo("{\"team\":\"payments\"}");
        assertThat(ClusterJson.readLabels("{\"team\":\"payments\"}")).isEqualTo(Map.of("team", "payments"));
    }
}
