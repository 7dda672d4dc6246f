package io.kanesh.control.node.store;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.control.NodeIdentity;
import io.kanesh.control.node.control.NodeState;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node as a row; settings and report are JSON, whole, because nobody searches in them. */
@Entity
@Table(name = "node")
class NodeRow {
    @Id
    private String id = "";

    private String clusterId = "";
    private String projectId = "";
    private String provider = "";
    private String dataCenter = "";
    private String region = "";
    private String zone = "";
    private String instanceType = "";
    private @Nullable String machineId;
    private @Nullable String address;
    private long generation;
    private long fence;

    @Enumerated(EnumType.STRING)
    private EngineState engineState = EngineState.STOPPED;

    private @Nullable String engineSettings;
    private long engineGeneration;
    private @Nullable String clientAccess;
    private @Nullable String encryption;

    @Enumerated(EnumType.STRING)
    private NodeIdentity.Stage identityStage = NodeIdentity.Stage.NONE;

    private @Nullable String tokenHash;
    private @Nullable String keyHash;
    private @Nullable String report;
    private @Nullable Instant reportedAt;

    @Version
    private long version;

    protected NodeRow() {}

    NodeState toDomain(SealedEncryption sealed) {
        return new NodeState(
                new NodeSpec(
                        new NodeId(id),
                        new ClusterId(clusterId),
                        new ProjectId(projectId),
                        provider,
                        dataCenter,
                        region,
                        zone,
                        instanceType),
                machineId,
                address,
                new NodeState.Desired(
                        generation,
                        fence,
                        engineState,
                        Json.readOrNull(engineSettings, EngineSettings.class),
                        engineGeneration,
                        Objects.requireNonNull(Json.readOrNull(clientAccess, ClientAccess.class)),
                        sealed.open(encryption, id)),
                new NodeIdentity(identityStage, tokenHash, keyHash),
                Json.readOrNull(report, NodeReport.class),
                reportedAt);
    }

    /** All but the spec and the time of creation, which never change. */
    void take(NodeState state, SealedEncryption sealed) {
        machineId = state.machineId();
        address = state.address();
        generation = state.desired().generation();
        fence = state.desired().fence();
        engineState = state.desired().engineState();
        engineSettings = Json.writeOrNull(state.desired().engine());
        engineGeneration = state.desired().engineGeneration();
        clientAccess = Json.writeOrNull(state.desired().access());
        encryption = sealed.seal(state.desired().encryption(), id);
        identityStage = state.identity().stage();
        tokenHash = state.identity().tokenHash();
        keyHash = state.identity().keyHash();
        report = Json.writeOrNull(state.report());
        reportedAt = state.reportedAt();
    }
}
