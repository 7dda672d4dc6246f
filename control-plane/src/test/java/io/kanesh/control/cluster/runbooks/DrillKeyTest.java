package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.keys.DrillKeyInput;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class DrillKeyTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(engine -> new World());
    }

    private static final class World extends ThreeEncrypted implements RunbookContract.World<DrillKeyInput> {
        @Override
        public Runbook<DrillKeyInput> runbook() {
            return new DrillKey(nodes, keys);
        }

        @Override
        public DrillKeyInput input() {
            return new DrillKeyInput(
                    io.kanesh.control.cluster.planning.Offers.OWN_KEY.value(),
                    Samples.PROJECT.value(),
                    "DISABLED",
                    List.of(node(1).value(), node(2).value()),
                    "2026-11-21T12:15:00Z");
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), keys.facts());
        }
    }
}
