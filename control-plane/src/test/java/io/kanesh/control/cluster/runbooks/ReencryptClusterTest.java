package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ReencryptClusterTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(engine -> new World());
    }

    private static final class World extends ThreeEncrypted implements RunbookContract.World<ReencryptClusterInput> {
        @Override
        public Runbook<ReencryptClusterInput> runbook() {
            return new ReencryptCluster(nodes, encryption);
        }

        @Override
        public ReencryptClusterInput input() {
            return new ReencryptClusterInput(
                    Samples.CLUSTER.value(), Samples.PROJECT.value(), 7, "2026-11-21T12:00:00Z", 1000);
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), keys.facts());
        }
    }
}
