package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Offers;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;

/** Three nodes that are encrypted under the cluster's own key. */
class ThreeEncrypted extends ClusterWorldBase {
    ThreeEncrypted() {
        keys.make(Offers.OWN_KEY, List.of("local-1"));
        for (int i = 1; i <= 3; i++) {
            nodes.register(new NodeSpec(
                    node(i), Samples.CLUSTER, Samples.PROJECT, "local", "dc1", "local-1", "local-1a", "local.small"));
        }
        encryption.keep(Samples.CLUSTER);
    }

    static NodeId node(int number) {
        return new NodeId("nd_01h0000000000000000000000" + number);
    }
}
