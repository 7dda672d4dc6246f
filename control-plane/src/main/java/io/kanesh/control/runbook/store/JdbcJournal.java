package io.kanesh.control.runbook.store;

import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.Percent;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.shared.Id;
import io.kanesh.control.shared.Id.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The journal in PostgreSQL. Joins the caller's transaction where there is one. */
@Repository
class JdbcJournal implements Journal {
    private static final String ACTIVE = "state IN ('QUEUED', 'RUNNING', 'UNDOING')";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RunTable runs;
    private final StepTable steps;

    JdbcJournal(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.runs = new RunTable(jdbc, JsonMapper.builder().build());
        this.steps = new StepTable(jdbc);
    }

    @Override
    public Started start(RunRecord fresh) {
        return inTransaction(() -> {
            if (runs.insert(fresh)) {
                steps.insert(fresh.id(), fresh.steps());
                return new Started(Started.Result.NEW, fresh.id());
            }
            return inTheWay(fresh)
                    .orElseThrow(() -> new SubjectBusy(fresh.head().subject()));
        });
    }

    // Read committed: the insert has waited for whoever was faster, so the row is there unless it has ended just now.
    private Optional<Started> inTheWay(RunRecord fresh) {
        var head = fresh.head();
        var parent = head.parent();
        var subject = head.subject();
        if (parent != null) {
            var same = runs.query(
                    "WHERE parent_id = ? AND parent_round = ? AND runbook = ? AND subject_type = ? AND subject_id = ?",
                    parent.value(),
                    head.parentRound(),
                    head.runbook(),
                    subject.type(),
                    subject.id());
            if (!same.isEmpty()) {
                return Optional.of(
                        new Started(Started.Result.SAME_CHILD, same.get(0).id()));
            }
        }
        return activeFor(subject).map(busy -> new Started(Started.Result.SUBJECT_BUSY, busy.id()));
    }

    @Override
    public Optional<RunRecord> find(OperationId id) {
        return first(query("WHERE id = ?", id.value()));
    }

    @Override
    public Optional<RunRecord> activeFor(Subject subject) {
        return first(query("WHERE subject_type = ? AND subject_id = ? AND " + ACTIVE, subject.type(), subject.id()));
    }

    @Override
    public List<RunRecord> latestFor(Subject subject, int limit) {
        return query(
                "WHERE subject_type = ? AND subject_id = ? ORDER BY id DESC LIMIT ?",
                subject.type(),
                subject.id(),
                limit);
    }

    @Override
    public List<RunRecord> childrenOf(OperationId parent) {
        return query("WHERE parent_id = ? ORDER BY id DESC", parent.value());
    }

    @Override
    public List<RunRecord> page(Filter filter, int limit) {
        List<Object> values = new ArrayList<>();
        var where = new StringBuilder("WHERE true");
        var projects = filter.projects();
        if (projects != null) {
            where.append(" AND project_id = ANY (?)");
            values.add(projects.stream().map(Id::value).toArray(String[]::new));
        }
        var subject = filter.subject();
        if (subject != null) {
            where.append(" AND subject_type = ? AND subject_id = ?");
            values.add(subject.type());
            values.add(subject.id());
        }
        var state = filter.state();
        if (state != null) {
            where.append(" AND state = ?");
            values.add(state.name());
        }
        var runbook = filter.runbook();
        if (runbook != null) {
            where.append(" AND runbook = ?");
            values.add(runbook);
        }
        var parent = filter.parent();
        if (parent != null) {
            where.append(" AND parent_id = ?");
            values.add(parent.value());
        } else if (!filter.isEveryLevel()) {
            where.append(" AND parent_id IS NULL");
        }
        var before = filter.before();
        if (before != null) {
            where.append(" AND id < ?");
            values.add(before);
        }
        values.add(limit);
        return query(where + " ORDER BY id DESC LIMIT ?", values.toArray());
    }

    @Override
    public List<OperationId> active() {
        return jdbc.query("SELECT id FROM run WHERE " + ACTIVE, (row, i) -> new OperationId(row.getString("id")));
    }

    @Override
    public long nextFence() {
        var next = jdbc.queryForObject("SELECT nextval('run_fence')", Long.class);
        if (next == null) {
            throw new IllegalStateException("run_fence gave nothing");
        }
        return next;
    }

    @Override
    public <T> Optional<T> change(OperationId id, Function<RunRecord, Change<T>> decide) {
        return inTransaction(() -> {
            var before = first(query("WHERE id = ? FOR UPDATE", id.value())).orElse(null);
            if (before == null) {
                return Optional.<T>empty();
            }
            Change<T> change = decide.apply(before);
            write(before, change.after());
            return Optional.of(change.told());
        });
    }

    private void write(RunRecord before, RunRecord after) {
        if (after.equals(before)) {
            return;
        }
        steps.update(after.id(), before.steps(), after.steps());
        var progress = after.progress().atPercent(percent(after));
        if (!progress.equals(before.progress())) {
            try {
                runs.update(after.id(), progress);
            } catch (DuplicateKeyException busy) {
                throw new SubjectBusy(after.head().subject());
            }
        }
        if (after.doneSteps() != before.doneSteps()) {
            raisePercent(after.head().parent());
        }
    }

    // Always from the child up, so that two children never wait for each other.
    private void raisePercent(@Nullable OperationId id) {
        var parent = id == null
                ? null
                : first(query("WHERE id = ? FOR UPDATE", id.value())).orElse(null);
        if (parent == null || !parent.isActive()) {
            return;
        }
        int percent = percent(parent);
        if (percent != parent.progress().percent()) {
            runs.update(parent.id(), parent.progress().atPercent(percent));
            raisePercent(parent.head().parent());
        }
    }

    private int percent(RunRecord run) {
        return Percent.of(run, steps.ofChildren(run.id(), run.progress().round()));
    }

    private List<RunRecord> query(String tail, @Nullable Object... values) {
        var heads = runs.query(tail, values);
        if (heads.isEmpty()) {
            return List.of();
        }
        var ids = heads.stream().map(run -> run.id().value()).toList();
        var stepsOf = steps.of(ids);
        return heads.stream()
                .map(run -> new RunRecord(
                        run.head(),
                        run.progress(),
                        stepsOf.getOrDefault(run.id().value(), List.of())))
                .toList();
    }

    private static Optional<RunRecord> first(List<RunRecord> found) {
        return found.stream().findFirst();
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = transaction.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("a transaction without a result");
        }
        return result;
    }
}
