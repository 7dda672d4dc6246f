package io.kanesh.control.node.control;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeSpec;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of a node.
 *
 * @param machineId the cloud's id
 * @param report what its agent last said
 * @param reportedAt when we got it
 */
public record NodeState(
        NodeSpec spec,
        @Nullable String machineId,
        @Nullable String address,
        Desired desired,
        NodeIdentity identity,
        @Nullable NodeReport report,
        @Nullable Instant reportedAt) {

    /**
     * What the node should be; generation 0 before anyone said.
     *
     * @param engineGeneration the generation in which the engine's state or settings last changed
     */
    public record Desired(
            long generation,
            long fence,
            EngineState engineState,
            @Nullable EngineSettings engine,
            long engineGeneration,
            ClientAccess access,
            @Nullable Encryption encryption) {
        static final Desired NOTHING = new Desired(0, 0, EngineState.STOPPED, null, 0, ClientAccess.NOBODY, null);

        Desired withEngine(EngineState state, @Nullable EngineSettings settings, long newFence) {
            boolean same = generation > 0 && engineState == state && Objects.equals(engine, settings);
            long next = same ? generation : generation + 1;
            return new Desired(next, newFence, state, settings, same ? engineGeneration : next, access, encryption);
        }

        Desired withAccess(ClientAccess wanted) {
            return access.equals(wanted)
                    ? this
                    : new Desired(generation + 1, fence, engineState, engine, engineGeneration, wanted, encryption);
        }

        Desired withEncryption(Encryption wanted) {
            return wanted.equals(encryption)
                    ? this
                    : new Desired(generation + 1, fence, engineState, engine, engineGeneration, access, wanted);
        }
    }

    public static NodeState registered(NodeSpec spec) {
        return new NodeState(spec, null, null, Desired.NOTHING, NodeIdentity.NONE, null, null);
    }

    public NodeState onMachine(@Nullable String id, @Nullable String at) {
        return new NodeState(spec, id, at, desired, identity, report, reportedAt);
    }

    public NodeState withDesired(Desired next) {
        return new NodeState(spec, machineId, address, next, identity, report, reportedAt);
    }

    public NodeState withIdentity(NodeIdentity next) {
        return new NodeState(spec, machineId, address, desired, next, report, reportedAt);
    }

    public NodeState withReport(@Nullable NodeReport next, @Nullable Instant at) {
        return new NodeState(spec, machineId, address, desired, identity, next, at);
    }

    /** @param since {@link Freshness#since} */
    boolean isReportFresh(Instant since) {
        return reportedAt != null && reportedAt.isAfter(since);
    }

    DesiredConfiguration configuration() {
        return new DesiredConfiguration(
                spec.cluster().value(),
                spec.id().value(),
                desired.generation(),
                desired.fence(),
                desired.engineState(),
                desired.engine(),
                desired.encryption(),
                desired.access());
    }

    /** @param freshSince {@link Freshness#since} */
    Node toNode(Instant freshSince) {
        return new Node(
                spec,
                machineId,
                address,
                identity.stage() == NodeIdentity.Stage.ENROLLED,
                desired.generation(),
                desired.fence(),
                desired.engineState(),
                desired.engine(),
                desired.engineGeneration(),
                desired.access(),
                desired.encryption(),
                report,
                reportedAt,
                isReportFresh(freshSince));
    }
}
