package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.Explanations.EndedOperation;
import io.kanesh.control.cluster.Explanations.Explanation;
import io.kanesh.control.cluster.Explanations.SeenNode;
import io.kanesh.control.cluster.Explanations.Verdict;
import io.kanesh.control.cluster.rest.ClusterPlanResponse.ChangeResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan with its reasons. */
@Schema(name = "ClusterExplanationResponse")
record ExplanationResponse(
        Verdict verdict,

        @Schema(description = "stable, CamelCase", example = "OperationInProgress")
        String reason,

        String message,

        @Schema(description = "what the next operation will do, in its order; empty unless the verdict is CHANGES")
        List<ChangeResponse> changes,

        @Schema(description = "the operation that is at work; null for none") @Nullable
        String activeOperationId,

        @Schema(description = "what that one waits for; null for nothing") @Nullable
        String waitingFor,

        @Schema(description = "the newest operation that has ended; null for none") @Nullable
        EndedResponse lastOperation,

        List<SeenResponse> nodes,

        @Schema(description = "of the spec", example = "1") long generation,

        Instant at) {

    /** An operation that has ended. */
    @Schema(name = "EndedOperationResponse")
    record EndedResponse(
            String id,
            @Schema(example = "CREATE") String kind,
            boolean succeeded,
            @Nullable String error) {
        static EndedResponse from(EndedOperation last) {
            return new EndedResponse(last.id().value(), last.kind(), last.hasSucceeded(), last.error());
        }
    }

    /** A node as the planner sees it. */
    @Schema(name = "SeenNodeResponse")
    record SeenResponse(
            String id,
            String dataCenter,
            String rack,
            boolean serving,

            @Schema(description = "what a node that does not serve is doing; null when it serves") @Nullable
            String doing) {
        static SeenResponse from(SeenNode node) {
            return new SeenResponse(node.id(), node.dataCenter(), node.rack(), node.isServing(), node.doing());
        }
    }

    static ExplanationResponse from(Explanation why) {
        var run = why.view().run();
        return new ExplanationResponse(
                why.verdict(),
                why.reason(),
                why.message(),
                why.changes().stream()
                        .map(change -> new ChangeResponse(change.verb(), change.what(), change.reason()))
                        .toList(),
                run == null ? null : run.id().value(),
                run == null ? null : run.waitingFor(),
                why.last() == null ? null : EndedResponse.from(why.last()),
                why.nodes().stream().map(SeenResponse::from).toList(),
                why.view().cluster().generation().value(),
                why.at());
    }
}
