package io.kanesh.agent.observe;

import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.control.Desired;
import io.kanesh.agent.engine.EngineSupervisor;
import io.kanesh.agent.engine.EngineView;
import io.kanesh.agent.identity.Identity;
import io.kanesh.agent.identity.IdentityFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws up a report from everything that the agent sees. One thread. */
public final class NodePicture implements LongFunction<NodeReport> {
    private static final System.Logger LOG = System.getLogger(NodePicture.class.getName());
    private static final Duration METRICS_GOOD_FOR = Duration.ofSeconds(15);
    private static final Duration METRICS_CALL = Duration.ofSeconds(5);

    private final String nodeId;
    private final String agentVersion;
    private final EngineSupervisor supervisor;
    private final Supplier<Desired> desired;
    private final IdentityFiles agentIdentity;
    private final IdentityFiles engineIdentity;
    private final DiskUsage disk;
    private final Supplier<@Nullable KeyReport> keys;
    private final InstantSource clock;
    private Map<String, Double> metrics = Map.of();
    private @Nullable Instant metricsAt;

    public NodePicture(
            String nodeId,
            String agentVersion,
            EngineSupervisor supervisor,
            Supplier<Desired> desired,
            IdentityFiles agentIdentity,
            IdentityFiles engineIdentity,
            DiskUsage disk,
            Supplier<@Nullable KeyReport> keys,
            InstantSource clock) {
        this.nodeId = nodeId;
        this.agentVersion = agentVersion;
        this.supervisor = supervisor;
        this.desired = desired;
        this.agentIdentity = agentIdentity;
        this.engineIdentity = engineIdentity;
        this.disk = disk;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public NodeReport apply(long sequence) {
        var held = desired.get();
        var settings =
                held.configuration() == null ? null : held.configuration().engine();
        var self = ProcessHandle.current().pid();
        return new NodeReport(
                nodeId,
                sequence,
                clock.instant().toString(),
                agentVersion,
                supervisor.view().appliedGeneration(),
                held.highestFence(),
                engine(supervisor.view()),
                disk.look(settings == null ? 0 : settings.storageQuotaBytes()),
                Processes.figures(self).orElseGet(() -> new NodeReport.ProcessFigures(self, 0, 0)),
                Objects.requireNonNullElse(expiry(agentIdentity), ""),
                expiry(engineIdentity),
                keys.get());
    }

    private NodeReport.Engine engine(EngineView view) {
        var life = view.life();
        var status = view.status();
        var engine = life.engine();
        return new NodeReport.Engine(
                life.reported(),
                life.waitingFor(),
                status == null ? null : status.version(),
                status == null ? null : status.startedAt(),
                view.history().restarts(),
                view.history().lastExit(),
                status == null ? null : status.hostId(),
                status == null ? null : status.schemaVersion(),
                status == null ? List.of() : Objects.requireNonNullElse(status.liveNodes(), List.of()),
                status == null ? List.of() : Objects.requireNonNullElse(status.downNodes(), List.of()),
                status == null ? Map.of() : metrics(),
                engine == null
                        ? null
                        : Processes.figures(engine.process().pid()).orElse(null));
    }

    private Map<String, Double> metrics() {
        var now = clock.instant();
        // An engine that has just begun to serve had none a moment ago.
        if (metrics.isEmpty()
                || metricsAt == null
                || Duration.between(metricsAt, now).abs().compareTo(METRICS_GOOD_FOR) > 0) {
            metricsAt = now;
            metrics = readMetrics();
        }
        return metrics;
    }

    private Map<String, Double> readMetrics() {
        try {
            var read = new TreeMap<String, Double>();
            supervisor
                    .call("metrics", null, METRICS_CALL)
                    .ifPresent(figures -> figures.fields().forEachRemaining(field -> {
                        if (read.size() < NodeReport.MAX_METRICS
                                && field.getValue().isNumber()
                                && Double.isFinite(field.getValue().doubleValue())) {
                            read.put(field.getKey(), field.getValue().doubleValue());
                        }
                    }));
            return read;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no metrics this time", e);
            return Map.of();
        }
    }

    private static @Nullable String expiry(IdentityFiles identity) {
        return identity.current()
                .map(Identity::expiresAt)
                .map(Instant::toString)
                .orElse(null);
    }
}
