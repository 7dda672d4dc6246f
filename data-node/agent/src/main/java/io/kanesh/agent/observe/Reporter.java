package io.kanesh.agent.observe;

import io.kanesh.agent.Backoff;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.control.ControlPlane;
import io.kanesh.agent.control.ControlPlaneFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends reports: when something changed that somebody may wait for, and a heartbeat otherwise. Only the newest picture is ever sent;
 * there is no queue.
 */
public final class Reporter {
    private static final System.Logger LOG = System.getLogger(Reporter.class.getName());
    /** As often as figures are taken: whoever looks at a node sees it as it was a quarter of a minute ago. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** How soon a change is noticed when nothing wakes us. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ControlPlane controlPlane;
    private final LongFunction<NodeReport> picture;
    private final Backoff backoff;
    private final InstantSource clock;
    private long sequence;
    private int failures;
    private @Nullable Instant sentAt;
    private @Nullable List<@Nullable Object> sent;

    /** @param picture a report with the given sequence number */
    public Reporter(ControlPlane controlPlane, LongFunction<NodeReport> picture, Backoff backoff, InstantSource clock) {
        this.controlPlane = controlPlane;
        this.picture = picture;
        this.backoff = backoff;
        this.clock = clock;
        // Numbers go on rising over restarts of the agent, which may even get the same pid again.
        sequence = clock.millis();
    }

    /** Sends when due; answers when to look again. */
    public Duration turn() throws InterruptedException {
        var report = picture.apply(sequence + 1);
        var news = news(report);
        var now = clock.instant();
        if (news.equals(sent) && sentAt != null && Duration.between(sentAt, now).compareTo(HEARTBEAT) < 0) {
            return LOOK;
        }
        try {
            controlPlane.report(report);
            sequence++;
            sent = news;
            sentAt = now;
            failures = 0;
            return LOOK;
        } catch (ControlPlaneFault e) {
            failures++;
            // Once: the long poll keeps the log of an absence.
            var level = failures == 1 ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
            LOG.log(level, "a report was not delivered: {0}", e.getMessage());
            return backoff.after(failures);
        }
    }

    /** What is worth a report of its own; figures that change all the time wait for the heartbeat. */
    private static List<@Nullable Object> news(NodeReport report) {
        var engine = report.engine();
        var key = report.key();
        return Arrays.asList(
                key == null ? null : key.essence(),
                report.appliedGeneration(),
                report.highestFence(),
                report.agentCertificateExpiresAt(),
                report.engineCertificateExpiresAt(),
                engine.state(),
                engine.waitingFor(),
                engine.version(),
                engine.startedAt(),
                engine.restarts(),
                engine.lastExit(),
                engine.hostId(),
                engine.schemaVersion(),
                List.copyOf(engine.liveNodes()),
                List.copyOf(engine.downNodes()));
    }
}
