package io.kanesh.control.cluster;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facade of this module: ask for clusters, look at them, ask for their end. */
public interface Clusters {

    /** What {@link #create} would do and which spec the cluster would have; nothing is created. */
    Answer<Preview> preview(ProjectId project, ClusterDraft draft, List<@Nullable UserDraft> users);

    /**
     * Writes down the wish and starts the operation that fulfils it.
     *
     * @param users database users to make with it, beside the admin; no part of the spec
     * @param requestedBy name of the caller's token
     */
    Answer<Created> create(ProjectId project, ClusterDraft draft, List<@Nullable UserDraft> users, String requestedBy);

    /** Empty when there is none in that project. */
    Optional<ClusterView> find(ProjectId project, ClusterId id);

    /** In the order of their ids. */
    Page<ClusterView> list(ProjectId project, ClusterFilter filter, Page.Request page);

    /**
     * Changes the spec; only the name, the labels and the deletion protection can differ.
     *
     * @param wanted the whole spec as it should be
     * @param seen the generation that the caller has looked at; refused as stale when there is a newer one
     */
    Answer<ClusterView> update(ProjectId project, ClusterId id, ClusterDraft wanted, long seen, String requestedBy);

    /** What {@link #update} would change; refused when it would be. */
    Answer<Preview> previewUpdate(ProjectId project, ClusterId id, ClusterDraft wanted, long seen);

    /**
     * Changes nothing of the spec but the networks from which clients may connect.
     *
     * @param seen as for {@link #update}
     */
    Answer<ClusterView> admit(
            ProjectId project, ClusterId id, List<String> allowedCidrs, long seen, String requestedBy);

    /** The networks as they would be written down, or what is wrong with them. */
    Answer<List<String>> checkCidrs(List<String> allowedCidrs);

    /**
     * What deleting it would do; refused when deleting would be.
     *
     * @param seen as for {@link #update}
     */
    Answer<Preview> previewDeletion(ProjectId project, ClusterId id, long seen);

    /** Starts the deletion, with all data. Not taken back. */
    Answer<ClusterView> delete(ProjectId project, ClusterId id, long seen, String requestedBy);

    /** How programs reach it; empty when there is none in that project. */
    Optional<Connection> connection(ProjectId project, ClusterId id);

    /**
     * A cluster as it is right now.
     *
     * @param run what is changing it; null when nothing is
     */
    record ClusterView(Cluster cluster, @Nullable ActiveRun run) {

        public ClusterPhase phase() {
            return ClusterPhase.of(cluster.deletionRequested(), cluster.status(), run);
        }

        public List<ClusterAction.Permission> permissions() {
            return ClusterAction.permissions(cluster, run);
        }
    }

    /** @param adminPassword shown once, as those of the users: nobody can ever tell them again */
    record Created(ClusterView view, OperationId operation, String adminPassword, List<FirstSecret> users) {
        @Override
        public String toString() {
            return "Created[" + view.cluster().id().value() + ", passwords not shown]";
        }
    }

    /** @param madePassword null when the caller gave one, who knows it */
    record FirstSecret(String name, @Nullable String madePassword) {
        @Override
        public String toString() {
            return "FirstSecret[" + name + ", password not shown]";
        }
    }

    /**
     * What an operation would do.
     *
     * @param secondsExpected how long it takes by what earlier runs took here
     * @param removesData whether data would be gone afterwards
     */
    record Preview(ClusterSpec spec, List<PreviewedChange> changes, int secondsExpected, boolean removesData) {
        public Preview {
            changes = List.copyOf(changes);
        }

        /** The same with changes more. */
        public Preview and(List<PreviewedChange> more) {
            return new Preview(
                    spec, Stream.concat(changes.stream(), more.stream()).toList(), secondsExpected, removesData);
        }
    }

    /**
     * @param verb ADD, CHANGE or REMOVE
     * @param reason why; one sentence
     */
    record PreviewedChange(String verb, String what, String reason) {}

    /**
     * Which clusters of a list; null means any.
     *
     * @param labelKey with null as {@code labelValue}: any cluster that has the label
     */
    record ClusterFilter(
            @Nullable String name,
            @Nullable ClusterPhase phase,
            @Nullable String labelKey,
            @Nullable String labelValue) {}

    /**
     * @param caPem certificates to trust, PEM; TLS is never off
     */
    record Connection(ClusterView view, int port, String userName, String caPem) {}
}
