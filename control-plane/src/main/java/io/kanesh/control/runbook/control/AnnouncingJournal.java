package io.kanesh.control.runbook.control;

import io.kanesh.control.runbook.RunChanged;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.RunView;
import io.kanesh.control.shared.Id.OperationId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The journal that everybody writes to: tells the others what changed, and a parent that its child has ended. */
@Component
@Primary
class AnnouncingJournal implements Journal {
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final RunNews sentences;
    private final RunWaker waker;

    AnnouncingJournal(
            @Qualifier("jdbcJournal") Journal journal,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            RunNews sentences,
            RunWaker waker) {
        this.journal = journal;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.sentences = sentences;
        this.waker = waker;
    }

    @Override
    public Started start(RunRecord fresh) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var started = journal.start(fresh);
            if (started.result() == Started.Result.NEW) {
                events.publishEvent(changed(fresh));
                events.publishEvent(sentences.queued(fresh, clusterOf(fresh)));
            }
            return started;
        }));
    }

    @Override
    public <T> Optional<T> change(OperationId id, Function<RunRecord, Change<T>> decide) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var decided = journal.change(id, before -> {
                var change = decide.apply(before);
                return new Change<>(change.after(), new Decided<>(before, change));
            });
            decided.ifPresent(known -> announce(known.before(), known.change().after()));
            return decided.map(known -> known.change().told());
        }));
    }

    private record Decided<T>(RunRecord before, Change<T> change) {}

    private void announce(RunRecord before, RunRecord after) {
        boolean sameState = before.progress().state() == after.progress().state();
        boolean news = !sameState || !Objects.equals(RunView.waitingFor(before), RunView.waitingFor(after));
        if (news) {
            events.publishEvent(changed(after));
        }
        var told = sentences.between(before, after);
        if (!told.isEmpty()) {
            var cluster = clusterOf(after);
            told.forEach(item -> events.publishEvent(item.about(after, cluster)));
        }
        var parent = after.head().parent();
        if (parent != null && news) {
            // It waits for the child's end, and meanwhile says what the child waits for.
            waker.wake(parent);
        }
    }

    private static RunChanged changed(RunRecord run) {
        var head = run.head();
        return new RunChanged(
                head.id(),
                head.runbook(),
                head.subject(),
                head.project(),
                run.progress().state());
    }

    /** A child's events belong to the cluster that its parent is about. */
    private @Nullable String clusterOf(RunRecord run) {
        var subject = run.head().subject();
        if (subject.type().equals("cluster")) {
            return subject.id();
        }
        var parent = run.head().parent();
        var found = parent == null ? null : journal.find(parent).orElse(null);
        return found == null ? null : clusterOf(found);
    }

    @Override
    public Optional<RunRecord> find(OperationId id) {
        return journal.find(id);
    }

    @Override
    public Optional<RunRecord> activeFor(Subject subject) {
        return journal.activeFor(subject);
    }

    @Override
    public List<RunRecord> latestFor(Subject subject, int limit) {
        return journal.latestFor(subject, limit);
    }

    @Override
    public List<RunRecord> childrenOf(OperationId parent) {
        return journal.childrenOf(parent);
    }

    @Override
    public List<RunRecord> page(Filter filter, int limit) {
        return journal.page(filter, limit);
    }

    @Override
    public List<OperationId> active() {
        return journal.active();
    }

    @Override
    public long nextFence() {
        return journal.nextFence();
    }
}
