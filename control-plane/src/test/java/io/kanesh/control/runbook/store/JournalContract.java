package io.kanesh.control.runbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.runbook.ProbeRunbook;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.control.JacksonInputCodec;
import io.kanesh.control.runbook.execution.Declaration;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.runbook.execution.Journal.Filter;
import io.kanesh.control.runbook.execution.Journal.Started;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the engine expects of a journal. Each test uses subjects of its own, so that they may share a database. */
abstract class JournalContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final IdSource IDS = new IdSource(InstantSource.fixed(NOW), new SplittableRandom(7));

    abstract Journal journal();

    private static RunRecord fresh(
            String subject, @Nullable ProjectId project, @Nullable OperationId parent, int round) {
        return RunRecord.queued(
                Declaration.of(new ProbeRunbook()),
                new JacksonInputCodec(),
                new OperationId(IDS.next(OperationId.PREFIX)),
                new Subject("probe", subject),
                new ProbeRunbook.Input("w"),
                new Origin(project, parent, "tester"),
                round,
                NOW);
    }

    private RunRecord started(String subject) {
        var run = fresh(subject, null, null, 0);
        assertThat(journal().start(run)).isEqualTo(new Started(Started.Result.NEW, run.id()));
        return run;
    }

    private RunRecord found(OperationId id) {
        return journal().find(id).orElseThrow();
    }

    private void move(OperationId id, UnaryOperator<RunRecord> move) {
        assertThat(journal().change(id, run -> new Change<>(move.apply(run), "told")))
                .contains("told");
    }

    private static UnaryOperator<RunRecord> end(State state) {
        return run -> run.with(run.progress().ended(state, null, NOW.plusSeconds(9)));
    }

    private static String unique() {
        return IDS.next("sbj");
    }

    @Test
    void keepsARunAsItIs() {
        var run = started(unique());
        var problem = Problem.invalid("a.b", "no", "it cannot be", "try c");
        move(
                run.id(),
                before -> before.withStep(0, step -> step.attempted(NOW, Duration.ofMinutes(3)))
                        .withStep(0, step -> step.done("a note", NOW.plusSeconds(1)))
                        .withStep(1, step -> step.attempted(NOW, Duration.ofMinutes(3)))
                        .withStep(1, step -> step.faulted("better weather", "Rain: it rains", NOW.plusSeconds(5)))
                        .withStep(2, step -> step.redoCounted().alertRaised())
                        .with(before.progress().taken(77).woken().undoing(State.UNDOING, 1, State.FAILED, problem)));
        var kept = found(run.id());

        assertThat(kept.head())
                .usingRecursiveComparison()
                .ignoringFields("input")
                .isEqualTo(run.head());
        // A database may write JSON in its own way.
        assertThat(new JacksonInputCodec().read(kept.head().input(), ProbeRunbook.Input.class))
                .isEqualTo(new ProbeRunbook.Input("w"));
        assertThat(kept.step(0).said().note()).isEqualTo("a note");
        assertThat(kept.step(0).attempts().deadlineAt()).isEqualTo(NOW.plus(Duration.ofMinutes(3)));
        assertThat(kept.step(1).said().fault()).isEqualTo("Rain: it rains");
        assertThat(kept.step(1).attempts().notBefore()).isEqualTo(NOW.plusSeconds(5));
        assertThat(kept.step(1).attempts().faults()).isEqualTo(1);
        assertThat(kept.step(2).redos()).isEqualTo(1);
        assertThat(kept.step(2).attempts().alerted()).isTrue();
        assertThat(kept.progress().error()).isEqualTo(problem);
        assertThat(kept.progress().ending()).isEqualTo(State.FAILED);
        assertThat(kept.progress().undoTo()).isEqualTo(1);
        assertThat(kept.progress().fence()).isEqualTo(77);
        assertThat(kept.progress().wakes()).isEqualTo(1);
    }

    @Test
    void hasOneActiveRunPerSubject() {
        var subject = unique();
        var first = started(subject);
        var second = fresh(subject, null, null, 0);
        assertThat(journal().start(second)).isEqualTo(new Started(Started.Result.SUBJECT_BUSY, first.id()));
        assertThat(journal().find(second.id())).isEmpty();

        move(first.id(), end(State.FAILED));
        assertThat(journal().activeFor(first.head().subject())).isEmpty();
        assertThat(journal().start(second).result()).isEqualTo(Started.Result.NEW);
        assertThatThrownBy(() -> move(first.id(), run -> run.with(run.progress().reopened(State.QUEUED, null))))
                .isInstanceOf(Journal.SubjectBusy.class);
        assertThat(found(first.id()).progress().state()).isEqualTo(State.FAILED);
        assertThat(journal().latestFor(first.head().subject(), 5))
                .extracting(RunRecord::id)
                .containsExactly(second.id(), first.id());
    }

    @Test
    void findsTheChildThatWasStartedBefore() {
        var parent = started(unique());
        var subject = unique();
        var child = fresh(subject, null, parent.id(), 1);
        assertThat(journal().start(child).result()).isEqualTo(Started.Result.NEW);
        assertThat(journal().start(fresh(subject, null, parent.id(), 1)))
                .isEqualTo(new Started(Started.Result.SAME_CHILD, child.id()));

        move(child.id(), end(State.CANCELLED));
        assertThat(journal().start(fresh(subject, null, parent.id(), 1)).id()).isEqualTo(child.id());
        assertThat(journal().start(fresh(subject, null, parent.id(), 2)).result())
                .isEqualTo(Started.Result.NEW);
        assertThat(journal().childrenOf(parent.id())).hasSize(2);
    }

    @Test
    void countsTheChildrensSteps() {
        var parent = started(unique());
        var child = fresh(unique(), null, parent.id(), 1);
        journal().start(child);
        move(parent.id(), run -> run.withStep(0, step -> step.done("", NOW)));
        assertThat(found(parent.id()).progress().percent()).isEqualTo(100 / 12);

        move(
                child.id(),
                run -> run.withStepsFrom(0, step -> step.done("", NOW))
                        .with(run.progress().ended(State.SUCCEEDED, null, NOW)));
        assertThat(found(child.id()).progress().percent()).isEqualTo(100);
        assertThat(found(parent.id()).progress().percent()).isEqualTo(700 / 12);

        move(parent.id(), run -> run.withStep(0, step -> step.undone(NOW)));
        assertThat(found(parent.id()).progress().percent()).as("never falls").isEqualTo(700 / 12);
    }

    @Test
    void listsTheNewestFirst() {
        var project = new ProjectId(IDS.next(ProjectId.PREFIX));
        var older = fresh(unique(), project, null, 0);
        var newer = fresh(unique(), project, null, 0);
        if (older.id().value().compareTo(newer.id().value()) > 0) {
            var swap = older;
            older = newer;
            newer = swap;
        }
        journal().start(older);
        journal().start(newer);
        journal().start(fresh(unique(), project, older.id(), 1));
        move(older.id(), end(State.SUCCEEDED));

        assertThat(page(new Filter(List.of(project), null, null, null, null), 10))
                .containsExactly(newer.id(), older.id());
        assertThat(page(new Filter(List.of(project), null, null, null, null), 1))
                .containsExactly(newer.id());
        assertThat(page(
                        new Filter(
                                List.of(project), null, null, null, newer.id().value()),
                        10))
                .containsExactly(older.id());
        assertThat(page(new Filter(List.of(project), null, State.SUCCEEDED, null, null), 10))
                .containsExactly(older.id());
        assertThat(page(new Filter(null, newer.head().subject(), null, null, null), 10))
                .containsExactly(newer.id());
        assertThat(page(new Filter(null, null, null, older.id(), null), 10)).hasSize(1);
        assertThat(page(new Filter(List.of(project), null, null, "no-such-runbook", null, true, null), 10))
                .isEmpty();
        var child = page(new Filter(null, null, null, older.id(), null), 1).get(0);
        assertThat(page(new Filter(null, null, null, older.head().runbook(), null, true, null), 1_000))
                .contains(child);
        assertThat(page(new Filter(null, null, null, older.head().runbook(), null, false, null), 1_000))
                .doesNotContain(child);
        assertThat(journal().active()).contains(newer.id()).doesNotContain(older.id());
    }

    private List<OperationId> page(Filter filter, int limit) {
        return journal().page(filter, limit).stream().map(RunRecord::id).toList();
    }

    @Test
    void givesRisingFences() {
        assertThat(journal().nextFence()).isLessThan(journal().nextFence());
    }

    @Test
    void saysWhenThereIsNoSuchRun() {
        var nobody = new OperationId(IDS.next(OperationId.PREFIX));
        assertThat(journal().find(nobody)).isEmpty();
        assertThat(journal().change(nobody, run -> new Change<>(run, "told"))).isEmpty();
    }
}
