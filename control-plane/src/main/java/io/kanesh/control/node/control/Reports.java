package io.kanesh.control.node.control;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.ResourceChanged;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what agents report. Nothing is done about it here: whoever cares hears {@link NodeObserved}. */
@Component
public class Reports {
    private final NodeStore store;
    private final InstantSource clock;
    private final Freshness freshness;
    private final ApplicationEventPublisher events;

    Reports(NodeStore store, InstantSource clock, Freshness freshness, ApplicationEventPublisher events) {
        this.store = store;
        this.clock = clock;
        this.freshness = freshness;
        this.events = events;
    }

    /** Keeps the report unless a newer one is kept already; its sender is the node itself. */
    @Transactional
    public void record(NodeId node, NodeReport report) {
        NodeState before = store.find(node).orElseThrow();
        Instant now = clock.instant();
        // The row is locked from here on; what was read before may be older by a report, which costs at most an event
        // too many.
        NodeState after = store.change(
                        node, state -> isNewer(report, state.report()) ? state.withReport(report, now) : state)
                .orElseThrow();
        if (report.equals(after.report())
                && (isNews(before.report(), report) || !before.isReportFresh(freshness.since()))) {
            events.publishEvent(new NodeObserved(node, before.spec().cluster()));
            tellState(before, report);
        }
    }

    /**
     * Within one agent process the sequence decides; it starts anew with the next process, whose reports count as soon as they
     * were made later. An agent that has seen a lower fence than another report says is one that should be gone.
     */
    static boolean isNewer(NodeReport report, @Nullable NodeReport kept) {
        if (kept == null) {
            return true;
        }
        if (report.agent().pid() == kept.agent().pid()) {
            return report.sequence() >= kept.sequence();
        }
        return report.highestFence() >= kept.highestFence() && time(report).isAfter(time(kept));
    }

    private static Instant time(NodeReport report) {
        try {
            return Instant.parse(report.observedAt());
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** Everything but figures that change all the time. */
    private static boolean isNews(@Nullable NodeReport before, NodeReport now) {
        return before == null || !essence(before).equals(essence(now));
    }

    private static NodeReport essence(NodeReport report) {
        var engine = report.engine();
        var essential = new NodeReport.Engine(
                engine.state(),
                engine.waitingFor(),
                engine.version(),
                engine.startedAt(),
                engine.restarts(),
                engine.lastExit(),
                engine.hostId(),
                engine.schemaVersion(),
                engine.liveNodes(),
                engine.downNodes(),
                Map.of(),
                null);
        return new NodeReport(
                report.nodeId(),
                0,
                "",
                report.agentVersion(),
                report.appliedGeneration(),
                report.highestFence(),
                essential,
                new NodeReport.Disk(0, report.disk().quotaBytes(), 0),
                new NodeReport.ProcessFigures(report.agent().pid(), 0, 0),
                report.agentCertificateExpiresAt(),
                report.engineCertificateExpiresAt(),
                report.key() == null ? null : report.key().essence());
    }

    private void tellState(NodeState before, NodeReport report) {
        var was = before.report() == null ? null : before.report().engine().state();
        var is = report.engine().state();
        if (Objects.equals(was, is)) {
            return;
        }
        var spec = before.spec();
        events.publishEvent(new ResourceChanged(
                "node",
                spec.id().value(),
                spec.project(),
                spec.cluster().value(),
                "NodeStateChanged",
                "The engine of node " + spec.id().value() + " is " + is + (was == null ? "." : ", was " + was + ".")));
    }
}
