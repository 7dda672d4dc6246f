package io.kanesh.control.cluster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterAction;
import io.kanesh.control.cluster.ClusterPhase;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Clusters.FirstSecret;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.node.NodeFigures;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A cluster: what was asked for, what is, and what may be done. */
@Schema(name = "ClusterResponse")
record ClusterResponse(
        String id,
        String name,
        String projectId,

        @Schema(description = "how often the spec has changed; also the ETag")
        long generation,

        @Schema(description = "the generation that the status has taken into account")
        long observedGeneration,

        ClusterPhase phase,
        List<ConditionResponse> conditions,
        List<AllowedActionResponse> allowedActions,

        @Schema(description = "the operation that is changing it; null when none is") @Nullable
        String activeOperationId,

        ClusterSpecResponse spec,
        ClusterStatusResponse status,
        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "only in the answer to the POST that created it, and never again")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        AdminResponse admin,

        @Schema(
                description = "those that the cluster is created with, in the order of the request; only in the answer"
                        + " to the POST that created it, and never again")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<FirstUserResponse> users) {

    /** The first database role. */
    record AdminResponse(
            @Schema(example = "admin") String username,

            @Schema(description = "keep it: it is stored nowhere")
            String password) {
        @Override
        public String toString() {
            return "AdminResponse[" + username + ", password not shown]";
        }
    }

    /** A user that the cluster is created with. */
    @Schema(name = "FirstUserResponse")
    record FirstUserResponse(
            @Schema(example = "orders_app") String name,

            @Schema(description = "the one that was made, which is stored nowhere; null when the request had one")
            @Nullable
            String password) {
        @Override
        public String toString() {
            return "FirstUserResponse[" + name + ", password not shown]";
        }
    }

    /** One thing that is so or not. */
    @Schema(name = "ConditionResponse")
    record ConditionResponse(
            @Schema(example = "NodesServing") String type,

            @Schema(allowableValues = {"True", "False", "Unknown"})
            String status,

            @Schema(example = "AllServing") String reason,
            String message,
            Instant since) {

        static ConditionResponse from(Condition condition) {
            return new ConditionResponse(
                    camelCase(condition.type().name()),
                    camelCase(condition.status().name()),
                    condition.reason(),
                    condition.message(),
                    condition.since());
        }

        private static String camelCase(String constant) {
            var text = new StringBuilder();
            for (String word : constant.split("_")) {
                text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            }
            return text.toString();
        }
    }

    /** What may be done now. */
    @Schema(name = "AllowedActionResponse")
    record AllowedActionResponse(
            @Schema(allowableValues = {"update", "resize", "restart", "pause", "resume", "repair", "replace", "delete"})
            String action,

            boolean allowed,

            @Schema(description = "why not; null when allowed") @Nullable
            String reason) {}

    /** What was last observed. */
    @Schema(name = "ClusterStatusResponse")
    record ClusterStatusResponse(
            int nodesReady,
            int nodesTotal,
            List<DataCenterStatusResponse> dataCenters,

            @Schema(
                    description =
                            "as its nodes last reported; null when none has within 90 seconds (kanesh.node.report-validity), and in answers"
                                    + " that start an operation")
            @Nullable
            ClusterFiguresResponse figures) {

        static ClusterStatusResponse from(ClusterStatus status, List<NodeFigures> figures) {
            return new ClusterStatusResponse(
                    status.nodesReady(),
                    status.nodesTotal(),
                    status.dataCenters().stream()
                            .map(dataCenter -> new DataCenterStatusResponse(
                                    dataCenter.name(),
                                    dataCenter.region(),
                                    dataCenter.nodesReady(),
                                    dataCenter.nodesTotal(),
                                    dataCenter.contactPoints()))
                            .toList(),
                    ClusterFiguresResponse.from(figures));
        }
    }

    /** One data center as observed. */
    @Schema(name = "DataCenterStatusResponse")
    record DataCenterStatusResponse(
            String name,
            String region,
            int nodesReady,
            int nodesTotal,

            @Schema(description = "addresses of the nodes that serve")
            List<String> endpoints) {}

    static ClusterResponse from(ClusterView view, @Nullable AdminResponse admin, Caller caller) {
        return from(view, admin, caller, List.of());
    }

    static ClusterResponse from(
            ClusterView view, @Nullable AdminResponse admin, Caller caller, List<NodeFigures> figures) {
        Cluster cluster = view.cluster();
        ActiveRun run = view.run();
        return new ClusterResponse(
                cluster.id().value(),
                cluster.spec().name().value(),
                cluster.project().value(),
                cluster.generation().value(),
                cluster.status().observedGeneration().value(),
                view.phase(),
                cluster.status().conditions().stream()
                        .map(ConditionResponse::from)
                        .toList(),
                view.permissions().stream()
                        .map(action -> allowed(action, caller, cluster.project()))
                        .toList(),
                run == null ? null : run.id().value(),
                ClusterSpecResponse.from(cluster.spec()),
                ClusterStatusResponse.from(cluster.status(), figures),
                cluster.createdAt(),
                cluster.updatedAt(),
                admin,
                null);
    }

    /** With the users of a creation, when there are any. */
    ClusterResponse with(List<FirstSecret> secrets) {
        List<FirstUserResponse> named = secrets.stream()
                .map(secret -> new FirstUserResponse(secret.name(), secret.madePassword()))
                .toList();
        return new ClusterResponse(
                id,
                name,
                projectId,
                generation,
                observedGeneration,
                phase,
                conditions,
                allowedActions,
                activeOperationId,
                spec,
                status,
                createdAt,
                updatedAt,
                admin,
                named.isEmpty() ? null : named);
    }

    /** The cluster's state may forbid it, or the caller's role. */
    private static AllowedActionResponse allowed(ClusterAction.Permission action, Caller caller, ProjectId project) {
        String role =
                caller.whyNot(Permission.OPERATE, project).map(Problem::message).orElse(null);
        return new AllowedActionResponse(
                action.action().name().toLowerCase(Locale.ROOT),
                action.allowed() && role == null,
                role == null ? action.reason() : role);
    }
}
