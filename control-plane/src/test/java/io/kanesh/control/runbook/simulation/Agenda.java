package io.kanesh.control.runbook.simulation;

import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.RunSignals;
import io.kanesh.control.runbook.testing.MemoryJournal;
import io.kanesh.control.runbook.testing.VirtualClock;
import io.kanesh.control.shared.Id.OperationId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What is due when, as db-scheduler keeps it. A wake-up in five is lost, and one comes twice. */
final class Agenda implements RunSignals {
    private final VirtualClock clock;
    private final MemoryJournal journal;
    private final RandomGenerator random;
    private final TreeMap<String, Instant> due = new TreeMap<>();

    Agenda(VirtualClock clock, MemoryJournal journal, RandomGenerator random) {
        this.clock = clock;
        this.journal = journal;
        this.random = random;
    }

    /** What is due first; by id when several are. */
    Optional<Map.Entry<String, Instant>> next() {
        return due.entrySet().stream()
                .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }

    void put(OperationId id, Instant at) {
        due.put(id.value(), at);
    }

    void remove(OperationId id) {
        due.remove(id.value());
    }

    @Override
    public void due(OperationId id) {
        due.putIfAbsent(id.value(), clock.instant());
    }

    @Override
    public void wake(Subject subject) {
        journal.activeFor(subject).ifPresent(run -> wake(run.id()));
    }

    @Override
    public void wake(OperationId id) {
        int luck = random.nextInt(5);
        for (int i = luck == 0 ? 0 : luck == 1 ? 2 : 1; i > 0; i--) {
            arrive(id);
        }
    }

    private void arrive(OperationId id) {
        journal.find(id).filter(RunRecord::isActive).ifPresent(run -> {
            journal.change(id, now -> new Change<>(now.with(now.progress().woken()), true));
            due.computeIfPresent(id.value(), (key, at) -> at.isBefore(clock.instant()) ? at : clock.instant());
            var parent = run.head().parent();
            if (parent != null) {
                wake(parent);
            }
        });
    }
}
