package io.kanesh.control.node;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.NodeReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as the control plane knows it at one moment.
 *
 * @param machineId the cloud's id of its machine; null before one was launched
 * @param address where its engine listens; null until its machine ran
 * @param isEnrolled whether its agent has an identity that is accepted now
 * @param generation of the desired configuration; 0 before the first
 * @param fence of the last writer of the desired configuration
 * @param engine what its engine should be; null before the first configuration
 * @param engineGeneration the generation in which the engine's state or settings last changed
 * @param access who may connect to its engine
 * @param encryption how its files are encrypted; null before the first time, and no engine starts before. Holds a secret
 * @param report what its agent last said, however old; null before the first
 * @param reportedAt when we got that report
 * @param isReportFresh whether the report is recent enough to be believed; when it is not, the node's state is unknown
 */
public record Node(
        NodeSpec spec,
        @Nullable String machineId,
        @Nullable String address,
        boolean isEnrolled,
        long generation,
        long fence,
        EngineState engineState,
        @Nullable EngineSettings engine,
        long engineGeneration,
        ClientAccess access,
        @Nullable Encryption encryption,
        @Nullable NodeReport report,
        @Nullable Instant reportedAt,
        boolean isReportFresh) {

    /**
     * Whether its engine serves and is what it should be, as far as anyone knows now. A change that does not concern the engine
     * itself may still be on its way.
     */
    public boolean isServing() {
        return isReportFresh
                && report != null
                && report.engine().state() == NodeReport.State.SERVING
                && report.appliedGeneration() >= engineGeneration;
    }

    /** What it last measured; null before its first report, and when that is too old to be believed. */
    public @Nullable NodeFigures figures() {
        return isReportFresh && report != null && reportedAt != null ? NodeFigures.of(report, reportedAt) : null;
    }

    /** What its agent last said of its keys; null before it said anything, and when that is too old to be believed. */
    public @Nullable KeyReport keyReport() {
        return isReportFresh && report != null ? report.key() : null;
    }

    /** Whether everything that was last asked of it is so. */
    public boolean isUpToDate() {
        return isReportFresh && report != null && report.appliedGeneration() == generation;
    }
}
