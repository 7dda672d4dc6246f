package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where runs are kept. Every change is one short transaction on one run; whether the writer still has the run is decided
 * inside it, by comparing fences.
 */
public interface Journal {

    /** Adds a run, unless its subject has an active one or its parent has already started it in this round. */
    Started start(RunRecord fresh);

    /**
     * What came of {@link #start}.
     *
     * @param id of the run that now stands for the request: the new one, the child started before, or the one in the way
     */
    record Started(Result result, OperationId id) {
        /** Which of the three. */
        public enum Result {
            NEW,
            SAME_CHILD,
            SUBJECT_BUSY
        }
    }

    Optional<RunRecord> find(OperationId id);

    Optional<RunRecord> activeFor(Subject subject);

    /** The newest first. */
    List<RunRecord> latestFor(Subject subject, int limit);

    /** The newest first. */
    List<RunRecord> childrenOf(OperationId parent);

    /** The newest first: those that match, started before {@code filter.before()}. */
    List<RunRecord> page(Filter filter, int limit);

    /**
     * Which runs to list.
     *
     * @param projects whose; null for every project and the installation's own
     * @param subject null for any
     * @param state null for any
     * @param runbook null for any
     * @param parent null for those without a parent
     * @param isEveryLevel also those that others have started, when no parent is named
     * @param before only ids below this text; null for the first page
     */
    record Filter(
            @Nullable Collection<ProjectId> projects,
            @Nullable Subject subject,
            @Nullable State state,
            @Nullable String runbook,
            @Nullable OperationId parent,
            boolean isEveryLevel,
            @Nullable String before) {

        /** Of any runbook; without a parent named, those without one. */
        public Filter(
                @Nullable Collection<ProjectId> projects,
                @Nullable Subject subject,
                @Nullable State state,
                @Nullable OperationId parent,
                @Nullable String before) {
            this(projects, subject, state, null, parent, false, before);
        }
    }

    List<OperationId> active();

    /** Higher than every fence before, of any run. */
    long nextFence();

    /**
     * Decides on the run as it is now and keeps what was decided, atomically. Empty when there is no such run.
     *
     * @throws SubjectBusy when the run would become active beside another one of its subject
     */
    <T> Optional<T> change(OperationId id, Function<RunRecord, Change<T>> decide);

    /** What was decided: the run as it shall be, and what to tell the caller. */
    record Change<T>(RunRecord after, T told) {}

    /** The subject has another active run. */
    final class SubjectBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SubjectBusy(Subject subject) {
            super(subject.type() + " " + subject.id() + " has another active run");
        }
    }
}
