package io.kanesh.control.keys.control;

import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.keys.KeyUse.Trail;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings the nodes' audit trails here, so that they outlive the nodes: once a minute what a report says there is more of, and at once
 * what somebody asks for. A node that does not answer is asked again the next time; its trail waits on its disk.
 */
@Component
class UseCollector {
    private static final Logger LOG = LoggerFactory.getLogger(UseCollector.class);
    private static final int LINES = 1000;
    private static final int NODES_AT_ONCE = 100;
    private static final Duration TRIM_EVERY = Duration.ofHours(1);

    private final UsedKeys users;
    private final KeyUseStore store;
    private final KeySettings settings;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Set<NodeId> asked = ConcurrentHashMap.newKeySet();
    private volatile Instant trimmed = Instant.EPOCH;

    UseCollector(
            UsedKeys users,
            KeyUseStore store,
            KeySettings settings,
            InstantSource clock,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.users = users;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void collect() {
        List<Trail> longer = users.trails().stream()
                .filter(trail -> !asked.contains(trail.node()) && trail.lines() > kept(trail.node()))
                .limit(NODES_AT_ONCE)
                .toList();
        for (Trail trail : longer) {
            // Nobody waits here: what comes is kept when it comes.
            CompletableFuture<?> unused = ask(trail);
        }
        if (Duration.between(trimmed, clock.instant()).compareTo(TRIM_EVERY) >= 0) {
            trimmed = clock.instant();
            store.trim(trimmed.minus(settings.accessDays(), ChronoUnit.DAYS), settings.accessLines());
        }
    }

    /** Asks these nodes now and waits; answers those that stayed silent. */
    List<String> catchUp(Collection<NodeId> nodes) {
        var waiting = new LinkedHashMap<NodeId, CompletableFuture<?>>();
        users.trails().stream()
                .filter(trail -> nodes.contains(trail.node()))
                .forEach(trail -> waiting.put(trail.node(), ask(trail)));
        var silent = new ArrayList<String>();
        waiting.forEach((node, answer) -> {
            try {
                answer.join();
            } catch (CompletionException noAnswer) {
                silent.add(node.value());
            }
        });
        return silent;
    }

    private long kept(NodeId node) {
        return store.last(node).map(KeyUse::line).orElse(0L);
    }

    private CompletableFuture<?> ask(Trail trail) {
        asked.add(trail.node());
        return users.trail(trail.node(), kept(trail.node()), LINES)
                .thenAccept(lines -> keep(trail, lines))
                .whenComplete((done, noAnswer) -> {
                    asked.remove(trail.node());
                    if (noAnswer != null) {
                        LOG.debug("no trail of {}: {}", trail.node().value(), noAnswer.toString());
                    }
                });
    }

    private void keep(Trail trail, List<String> lines) {
        transaction.executeWithoutResult(status -> {
            KeyUse last = store.last(trail.node()).orElse(null);
            long from = last == null ? 0 : last.line();
            // Two askers may have got the same lines.
            List<KeyUse> fresh = TrailLines.read(trail, null, lines).stream()
                    .filter(use -> use.line() > from)
                    .toList();
            List<KeyUse> checked = TrailLines.read(
                    trail, last, fresh.stream().map(KeyUse::text).toList());
            store.keep(checked);
            checked.stream().filter(use -> !use.chained()).findFirst().ifPresent(this::tell);
        });
    }

    private void tell(KeyUse broken) {
        events.publishEvent(new ResourceChanged(
                "node",
                broken.node().value(),
                broken.project(),
                null,
                "KeyTrailBroken",
                "Line " + broken.line() + " of the audit trail of node "
                        + broken.node().value()
                        + " does not follow from the line before it: somebody or something has changed the trail."));
    }
}
