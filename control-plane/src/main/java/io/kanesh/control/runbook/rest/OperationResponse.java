package io.kanesh.control.runbook.rest;

import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.StepRecord;
import io.kanesh.control.shared.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run as its customer sees it. */
record OperationResponse(
        @Schema(example = "op_06fxf3m6kwz1a2b3c4d5e6f7g8") String id,

        @Schema(description = "the runbook: docs/runbooks/<runbook>.md", example = "create-cluster")
        String runbook,

        SubjectResponse subject,
        @Nullable String projectId,

        @Schema(description = "the operation that waits for this one; null for none") @Nullable
        String parentId,

        Run.State state,

        @Schema(description = "done steps of all steps, children included; never falls", example = "40")
        int percent,

        @Schema(description = "what it waits for now; null for nothing") @Nullable
        String waitingFor,

        List<StepResponse> steps,

        @Schema(description = "why it failed or is being undone; null while all is well") @Nullable
        ErrorResponse error,

        @Schema(description = "whether :cancel would be accepted now")
        boolean cancellable,

        @Schema(description = "whether :retry would be accepted now")
        boolean retryable,

        @Schema(description = "1, and one more each time its steps are done again after an undo", example = "1")
        int round,

        @Schema(description = "of whoever took it last; 0 before. For operators only") @Nullable
        Long fence,

        @Schema(example = "console") String requestedBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** @param withFaults for operators: what went wrong with each attempt */
    static OperationResponse from(RunRecord record, Run run, boolean withFaults) {
        return new OperationResponse(
                run.id().value(),
                run.runbook(),
                SubjectResponse.from(run.subject()),
                run.project() == null ? null : run.project().value(),
                run.parent() == null ? null : run.parent().value(),
                run.state(),
                run.percent(),
                run.waitingFor(),
                IntStream.range(0, run.steps().size())
                        .mapToObj(i -> StepResponse.from(run.steps().get(i), record.step(i), withFaults))
                        .toList(),
                run.error() == null ? null : ErrorResponse.from(run.error()),
                run.cancellable(),
                run.state() == Run.State.FAILED,
                record.progress().round(),
                withFaults ? record.progress().fence() : null,
                record.head().requestedBy(),
                run.createdAt(),
                run.endedAt());
    }

    /** What the operation is about. */
    record SubjectResponse(
            @Schema(example = "cluster") String type,

            @Schema(example = "cl_06fxf3m6kwz1a2b3c4d5e6f7g8")
            String id) {
        static SubjectResponse from(Subject subject) {
            return new SubjectResponse(subject.type(), subject.id());
        }
    }

    /** One step, in the order in which they are done. */
    record StepResponse(
            @Schema(example = "engines-serve") String name,
            Run.StepState state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            int attempts,

            @Schema(example = "2 of 3 engines serve") @Nullable
            String waitingFor,

            @Nullable String note,

            @Schema(description = "when its deadline passes; null before it begins") @Nullable
            Instant deadlineAt,

            @Schema(description = "the last fault; for operators only") @Nullable
            String fault) {
        static StepResponse from(Run.StepView step, StepRecord record, boolean withFaults) {
            return new StepResponse(
                    step.name(),
                    step.state(),
                    step.startedAt(),
                    step.endedAt(),
                    step.attempts(),
                    step.waitingFor(),
                    step.note(),
                    record.attempts().deadlineAt(),
                    withFaults ? record.said().fault() : null);
        }
    }

    /** Why it did not succeed. */
    record ErrorResponse(
            @Schema(example = "deadline-passed") String code,
            String message,
            @Nullable String hint) {
        static ErrorResponse from(Problem problem) {
            return new ErrorResponse(problem.code(), problem.message(), problem.hint());
        }
    }
}
