package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ChangeKeysTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(engine -> new World());
    }

    /** Three nodes that are encrypted under the cluster's own key. */
    private static final class World extends ClusterWorldBase implements RunbookContract.World<ChangeKeysInput> {
        World() {
            keys.make(io.kanesh.control.cluster.planning.Offers.OWN_KEY, List.of("local-1"));
            for (int i = 1; i <= 3; i++) {
                nodes.register(new NodeSpec(
                        node(i),
                        Samples.CLUSTER,
                        Samples.PROJECT,
                        "local",
                        "dc1",
                        "local-1",
                        "local-1a",
                        "local.small"));
            }
            encryption.keep(Samples.CLUSTER);
            keys.register("key_01h00000000000000000000001", "orders-key");
        }

        private static NodeId node(int number) {
            return new NodeId("nd_01h0000000000000000000000" + number);
        }

        @Override
        public Runbook<ChangeKeysInput> runbook() {
            return new ChangeKeys(clusters, nodes, keys, encryption);
        }

        @Override
        public ChangeKeysInput input() {
            return new ChangeKeysInput(
                    Samples.CLUSTER.value(),
                    Samples.PROJECT.value(),
                    List.of(new ChangeKeysInput.KeyChange(
                            "dc1",
                            "key_01h00000000000000000000001",
                            io.kanesh.control.cluster.planning.Offers.OWN_KEY.value())));
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), keys.facts());
        }
    }
}
