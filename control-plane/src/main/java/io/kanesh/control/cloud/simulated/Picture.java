package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.NodeReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws up the report of a simulated node. Figures that nothing stands behind are zero. */
final class Picture {
    /** As the agent's version, so that nobody takes the node for a real one. */
    private static final String VERSION = "simulated";

    private Picture() {}

    static NodeReport of(
            MachineRecord record,
            SimulatedEngine engine,
            @Nullable KeyReport keys,
            SimulatedHost.Sight sight,
            long pid,
            long sequence,
            Instant now) {
        var memory = record.agent();
        var desired = engine.desired();
        var settings = desired == null ? null : desired.engine();
        return new NodeReport(
                desired == null ? nodeIn(record) : desired.nodeId(),
                sequence,
                now.toString(),
                VERSION,
                engine.applied(),
                memory == null ? 0 : memory.highestFence(),
                engineOf(memory, engine, sight),
                new NodeReport.Disk(0, settings == null ? 0 : settings.storageQuotaBytes(), 0),
                new NodeReport.ProcessFigures(pid, 0, 0),
                memory == null ? "" : memory.expiresAt(),
                null,
                keys);
    }

    private static String nodeIn(MachineRecord record) {
        return record.tags().getOrDefault("kanesh-node", "");
    }

    private static NodeReport.Engine engineOf(
            @Nullable AgentMemory memory, SimulatedEngine engine, SimulatedHost.Sight sight) {
        var settings = engine.settings();
        boolean serves = engine.isServing();
        return new NodeReport.Engine(
                engine.state(),
                serves ? null : "simulated: the engine is " + engine.state(),
                serves && settings != null ? settings.version() : null,
                serves ? String.valueOf(engine.startedAt()) : null,
                engine.restarts(),
                engine.lastExit(),
                memory == null ? null : memory.hostId(),
                serves ? "simulated" : null,
                serves ? sight.live() : List.of(),
                serves ? sight.down() : List.of(),
                serves ? Map.of("simulated", 1.0) : Map.of(),
                null);
    }
}
