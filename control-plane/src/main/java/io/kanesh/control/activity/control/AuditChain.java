package io.kanesh.control.activity.control;

import io.kanesh.control.activity.AuditEntry;
import io.kanesh.control.activity.control.AuditStore.Head;
import io.kanesh.control.activity.control.AuditStore.Kept;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links what was taken in into the chain. The end of the chain is locked for a moment by one process at a time, never by a
 * request: requests only take in, and wait for nobody.
 */
@Component
class AuditChain {
    private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration TRIM_EVERY = Duration.ofHours(1);
    private static final int BATCH = 500;

    private final AuditStore store;
    private final AuditWriter writer;
    private final AuditSettings settings;
    private final InstantSource clock;
    private final TransactionTemplate transaction;
    private final ScheduledExecutorService linking = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "audit-chain");
        thread.setDaemon(true);
        return thread;
    });
    private Instant trimmed = Instant.EPOCH;

    AuditChain(
            AuditStore store,
            AuditWriter writer,
            AuditSettings settings,
            InstantSource clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
        var unused = linking.scheduleWithFixedDelay(
                this::linkSafely, LOOK_AGAIN.toMillis(), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void linkSafely() {
        try {
            link();
            if (Duration.between(trimmed, clock.instant()).compareTo(TRIM_EVERY) >= 0) {
                trim(clock.instant().minus(settings.retentionDays(), ChronoUnit.DAYS));
                trimmed = clock.instant();
            }
        } catch (RuntimeException fault) {
            // The database may be away for a moment; an exception here would end the linking for good.
            LOG.warn("Cannot link the audit trail; trying again: {}", fault.toString());
        }
    }

    /** Links everything that waits. */
    void link() {
        while (!store.isIntakeEmpty()) {
            transaction.executeWithoutResult(status -> {
                Head head = store.lock();
                for (Kept entry : store.takeOut(BATCH)) {
                    head = append(head, entry);
                }
            });
        }
    }

    /**
     * Takes away what is older, and writes down where the chain begins from now on: whoever checks it finds the hash of the
     * last line that went.
     */
    void trim(Instant olderThan) {
        transaction.executeWithoutResult(status -> {
            Head head = store.lock();
            store.lastBefore(olderThan).ifPresent(last -> {
                append(head, writer.kept(trimmed(last)));
                store.deleteThrough(last.sequence());
            });
        });
    }

    private Head append(Head head, Kept entry) {
        var line = AuditLine.next(head.sequence() + 1, head.hash(), entry.at().toString(), entry.members());
        var next = new Head(line.sequence(), line.hash());
        store.append(next, line.text(), entry);
        return next;
    }

    private static AuditEntry trimmed(Head last) {
        return new AuditEntry(
                "TRIM",
                null,
                "system",
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                "DONE",
                null,
                null,
                "audit-event",
                last.sequence() + " " + last.hash(),
                null,
                null,
                null,
                "AuditTrimmed",
                "Entries up to " + last.sequence() + " were kept as long as they should and are gone.",
                null,
                null);
    }

    @PreDestroy
    void stop() {
        linking.shutdownNow();
    }

    /** Brings the settings in. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AuditSettings.class)
    static class Settings {}
}
