package io.kanesh.control.runbook.testing;

import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.control.JacksonInputCodec;
import io.kanesh.control.runbook.execution.Atomically;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.runbook.execution.JournaledRuns;
import io.kanesh.control.runbook.execution.RunExecutor;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.RunSignals;
import io.kanesh.control.runbook.execution.Runbooks;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine on a virtual clock, one thread, nothing left to chance: the same seed gives the same execution. */
public final class VirtualEngine {
    /** As long as a real process is missed before its runs are taken over. */
    private static final Duration MISSED_AFTER = Duration.ofSeconds(8);
    /** Far more executions than any runbook needs: who gets there goes round in circles. */
    private static final int ENOUGH = 3_000;

    private final VirtualClock clock = new VirtualClock();
    private final MemoryJournal journal = new MemoryJournal();
    private final Map<String, Instant> due = new TreeMap<>();
    private final IdSource ids;
    private final Runs runs;
    private @Nullable Runbooks runbooks;
    private @Nullable RunExecutor executor;

    public VirtualEngine(long seed) {
        ids = new IdSource(clock, new SplittableRandom(seed));
        runs = new JournaledRuns(
                this::runbooks, journal, new Signals(), new JacksonInputCodec(), ids, clock, new Inline());
    }

    /** Gives it its runbooks; they may have been made with {@link #runs}. */
    public void declare(Collection<? extends Runbook<?>> declared, List<FaultClassifier> classifiers) {
        runbooks = new Runbooks(declared);
        executor = new RunExecutor(runbooks, journal, new JacksonInputCodec(), classifiers, clock);
    }

    public VirtualClock clock() {
        return clock;
    }

    public MemoryJournal journal() {
        return journal;
    }

    public Runs runs() {
        return runs;
    }

    public IdSource ids() {
        return ids;
    }

    private Runbooks runbooks() {
        if (runbooks == null) {
            throw new IllegalStateException("declare the runbooks first");
        }
        return runbooks;
    }

    /** Executes whatever is due, letting time pass, until the run and all others have ended. */
    public Run finish(OperationId id) {
        for (int i = 0; i < ENOUGH && !due.isEmpty(); i++) {
            step();
        }
        if (!due.isEmpty()) {
            throw new AssertionError("does not come to an end: " + runs.find(id).orElseThrow());
        }
        return runs.find(id).orElseThrow();
    }

    /** Executes what is due next; false when nothing is. */
    public boolean step() {
        var next = due.entrySet().stream()
                .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(null);
        if (next == null) {
            return false;
        }
        clock.moveTo(next.getValue());
        execute(new OperationId(next.getKey()));
        return true;
    }

    private void execute(OperationId id) {
        if (executor == null) {
            throw new IllegalStateException("declare the runbooks first");
        }
        // Until it has been given back it is leased: a wake-up is only counted.
        due.put(id.value(), clock.instant().plus(MISSED_AFTER));
        try {
            var before = journal.find(id);
            var rest = executor.advance(id);
            var wakes = journal.find(id).map(run -> run.progress().wakes()).orElse(0L);
            due.remove(id.value());
            rest.ifPresent(until -> due.put(id.value(), until.wakes() == wakes ? until.until() : clock.instant()));
            before.ifPresent(this::wakeParent);
        } catch (ProcessKilled killed) {
            due.put(id.value(), clock.instant().plus(MISSED_AFTER));
        }
    }

    private void wakeParent(RunRecord run) {
        var parent = run.head().parent();
        if (parent != null) {
            new Signals().wake(parent);
        }
    }

    private final class Signals implements RunSignals {
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
            var run = journal.find(id).filter(RunRecord::isActive);
            run.ifPresent(here -> {
                journal.change(id, now -> new Change<>(now.with(now.progress().woken()), true));
                due.computeIfPresent(id.value(), (key, at) -> earlier(at, clock.instant()));
                wakeParent(here);
            });
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return Comparator.<Instant>naturalOrder().compare(one, other) <= 0 ? one : other;
    }

    /** One thread, one journal in memory: everything is atomic. */
    private static final class Inline implements Atomically {
        @Override
        public <T> T run(Supplier<T> work) {
            return work.get();
        }
    }
}
