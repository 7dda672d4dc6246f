package io.kanesh.control.node.rest;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as customers see it.
 *
 * @param state derived: PROVISIONING (no agent yet), UNKNOWN (its agent is silent), else what its engine is
 * @param waitingFor what it waits for while it does not serve; one sentence
 * @param upToDate whether it is what it should be
 */
record NodeResponse(
        @Schema(example = "nd_01kampb5t0000000000000000a") String id,
        @Schema(example = "cl_01kampb5t0000000000000000a") String clusterId,
        String dataCenter,
        String region,
        String zone,
        String instanceType,
        @Schema(example = "127.77.1.1") @Nullable String address,
        State state,
        @Nullable String waitingFor,
        boolean upToDate,
        @Nullable EngineResponse engine,
        @Nullable DiskResponse disk,

        @Schema(
                description =
                        "null before its first report and when the last one is older than 90 seconds (kanesh.node.report-validity)")
        @Nullable
        FiguresResponse figures,

        @Nullable AgentResponse agent,
        @Nullable Instant reportedAt) {

    enum State {
        PROVISIONING,
        UNKNOWN,
        STOPPED,
        STARTING,
        SERVING,
        STOPPING,
        BACKING_OFF,
        SEALED
    }

    /** What the engine last said of itself. */
    record EngineResponse(
            @Nullable String version,
            @Nullable String hostId,
            @Nullable String startedAt,
            int restarts,
            @Nullable String lastExit,
            int nodesUp,
            int nodesDown) {
        static EngineResponse from(NodeReport.Engine engine) {
            return new EngineResponse(
                    engine.version(),
                    engine.hostId(),
                    engine.startedAt(),
                    engine.restarts(),
                    engine.lastExit(),
                    engine.liveNodes().size(),
                    engine.downNodes().size());
        }
    }

    /** Bytes, as last reported. */
    record DiskResponse(long usedBytes, long quotaBytes, long freeBytes) {
        static DiskResponse from(NodeReport.Disk disk) {
            return new DiskResponse(disk.usedBytes(), disk.quotaBytes(), disk.freeBytes());
        }
    }

    /** The agent beside the engine. */
    record AgentResponse(
            String version,
            long residentBytes,
            String certificateExpiresAt,
            @Nullable String engineCertificateExpiresAt) {
        static AgentResponse from(NodeReport report) {
            return new AgentResponse(
                    report.agentVersion(),
                    report.agent().residentBytes(),
                    report.agentCertificateExpiresAt(),
                    report.engineCertificateExpiresAt());
        }
    }

    static NodeResponse from(Node node) {
        var spec = node.spec();
        NodeReport report = node.report();
        NodeFigures figures = node.figures();
        return new NodeResponse(
                spec.id().value(),
                spec.cluster().value(),
                spec.dataCenter(),
                spec.region(),
                spec.zone(),
                spec.instanceType(),
                node.address(),
                state(node),
                report == null ? null : report.engine().waitingFor(),
                node.isUpToDate(),
                report == null ? null : EngineResponse.from(report.engine()),
                report == null ? null : DiskResponse.from(report.disk()),
                figures == null ? null : FiguresResponse.from(figures),
                report == null ? null : AgentResponse.from(report),
                node.reportedAt());
    }

    private static State state(Node node) {
        NodeReport report = node.report();
        if (!node.isEnrolled() || report == null) {
            return State.PROVISIONING;
        }
        return node.isReportFresh() ? State.valueOf(report.engine().state().name()) : State.UNKNOWN;
    }
}
