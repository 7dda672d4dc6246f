package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Offers;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A cluster of three nodes in three racks, whose engines run; each change of an engine takes ten seconds. */
class ThreeRunning extends ClusterWorldBase {
    private static final Duration BECOMING = Duration.ofSeconds(10);

    final VirtualEngine engine;

    ThreeRunning(VirtualEngine engine) {
        this(engine, EngineState.RUNNING);
    }

    ThreeRunning(VirtualEngine engine, EngineState state) {
        super(new MemoryNodes(engine.clock(), BECOMING));
        this.engine = engine;
        for (int i = 1; i <= 3; i++) {
            nodes.register(new NodeSpec(
                    node(i),
                    Samples.CLUSTER,
                    Samples.PROJECT,
                    "local",
                    "dc1",
                    "local-1",
                    "local-1" + "abc".charAt(i - 1),
                    "local.small"));
            launch(node(i));
            nodes.configure(node(i), state, settings(i), 0);
        }
        keys.make(Offers.OWN_KEY, List.of("local-1"));
        encryption.keep(Samples.CLUSTER);
        engine.clock().pass(BECOMING);
    }

    static NodeId node(int number) {
        return new NodeId("nd_01h0000000000000000000000" + number);
    }

    private static EngineSettings settings(int i) {
        return new EngineSettings(
                "5.0.9",
                Samples.CLUSTER.value(),
                "dc1",
                "local-1" + "abc".charAt(i - 1),
                "127.0.1." + i,
                List.of("127.0.1.1", "127.0.1.2", "127.0.1.3"),
                List.of(i + "00"),
                false,
                512,
                1,
                1_000_000,
                Map.of("dc1", 3),
                new EngineSettings.AdminRole("admin", "$2a$10$hash"),
                null,
                0);
    }
}
