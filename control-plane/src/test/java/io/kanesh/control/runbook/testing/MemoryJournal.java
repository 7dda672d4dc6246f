package io.kanesh.control.runbook.testing;

import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.Percent;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.shared.Id.OperationId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journal in memory; passes the same contract as the one in PostgreSQL. */
public final class MemoryJournal implements Journal {
    private final TreeMap<String, RunRecord> runs = new TreeMap<>();
    private long fence;

    @Override
    public synchronized Started start(RunRecord fresh) {
        var head = fresh.head();
        var same = newestFirst()
                .filter(run -> head.parent() != null
                        && head.parent().equals(run.head().parent())
                        && head.parentRound() == run.head().parentRound()
                        && head.runbook().equals(run.head().runbook())
                        && head.subject().equals(run.head().subject()))
                .findFirst();
        if (same.isPresent()) {
            return new Started(Started.Result.SAME_CHILD, same.get().id());
        }
        var busy = activeFor(head.subject());
        if (busy.isPresent()) {
            return new Started(Started.Result.SUBJECT_BUSY, busy.get().id());
        }
        runs.put(fresh.id().value(), fresh);
        return new Started(Started.Result.NEW, fresh.id());
    }

    /** Every run, the newest first. */
    public synchronized List<RunRecord> all() {
        return newestFirst().toList();
    }

    /** Keeps a run without asking whether it may be; for tests of what happens then. */
    public synchronized void put(RunRecord run) {
        runs.put(run.id().value(), run);
    }

    private Stream<RunRecord> newestFirst() {
        return runs.descendingMap().values().stream();
    }

    @Override
    public synchronized Optional<RunRecord> find(OperationId id) {
        return Optional.ofNullable(runs.get(id.value()));
    }

    @Override
    public synchronized Optional<RunRecord> activeFor(Subject subject) {
        return newestFirst()
                .filter(run -> run.isActive() && run.head().subject().equals(subject))
                .findFirst();
    }

    @Override
    public synchronized List<RunRecord> latestFor(Subject subject, int limit) {
        return newestFirst()
                .filter(run -> run.head().subject().equals(subject))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<RunRecord> childrenOf(OperationId parent) {
        return newestFirst().filter(run -> parent.equals(run.head().parent())).toList();
    }

    @Override
    public synchronized List<RunRecord> page(Filter filter, int limit) {
        return newestFirst().filter(run -> matches(filter, run)).limit(limit).toList();
    }

    private static boolean matches(Filter filter, RunRecord run) {
        var head = run.head();
        Collection<?> projects = filter.projects();
        return (projects == null || (head.project() != null && projects.contains(head.project())))
                && (filter.subject() == null || filter.subject().equals(head.subject()))
                && (filter.state() == null || filter.state() == run.progress().state())
                && (filter.runbook() == null || filter.runbook().equals(head.runbook()))
                && (filter.parent() == null
                        ? filter.isEveryLevel() || head.parent() == null
                        : filter.parent().equals(head.parent()))
                && (filter.before() == null || head.id().value().compareTo(filter.before()) < 0);
    }

    @Override
    public synchronized List<OperationId> active() {
        return runs.values().stream()
                .filter(RunRecord::isActive)
                .map(RunRecord::id)
                .sorted(Comparator.comparing(OperationId::value))
                .toList();
    }

    @Override
    public synchronized long nextFence() {
        return ++fence;
    }

    @Override
    public synchronized <T> Optional<T> change(OperationId id, Function<RunRecord, Change<T>> decide) {
        var before = runs.get(id.value());
        if (before == null) {
            return Optional.empty();
        }
        var change = decide.apply(before);
        var after = change.after();
        var other = activeFor(before.head().subject());
        if (after.isActive() && other.isPresent() && !other.get().id().equals(id)) {
            throw new SubjectBusy(before.head().subject());
        }
        if (!after.equals(before)) {
            runs.put(id.value(), atPercent(after));
            if (after.doneSteps() != before.doneSteps()) {
                raisePercent(after.head().parent());
            }
        }
        return Optional.of(change.told());
    }

    private void raisePercent(@Nullable OperationId id) {
        var run = id == null ? null : runs.get(id.value());
        if (run != null && run.isActive()) {
            runs.put(run.id().value(), atPercent(run));
            raisePercent(run.head().parent());
        }
    }

    private RunRecord atPercent(RunRecord run) {
        int done = 0;
        int all = 0;
        for (RunRecord child : childrenOf(run.id())) {
            if (child.head().parentRound() == run.progress().round()) {
                done += child.doneSteps();
                all += child.steps().size();
            }
        }
        return run.with(run.progress().atPercent(Percent.of(run, new Percent(done, all))));
    }
}
