package io.kanesh.control.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Golden;
import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.cluster.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterReconcilerTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final List<FirstUser> USERS = List.of(new FirstUser("app", "{}"));

    @Test
    void a_cluster_comes_about_loses_a_node_gets_it_back_and_is_deleted() throws IOException {
        var transcript = new Transcript();
        transcript.firstUsers.keep(Samples.CLUSTER, USERS);
        transcript
                .then("the reconciler comes round first", () -> {})
                .then("nothing happens", () -> {})
                .then("the run waits for machines", () -> transcript.runIs(33, "0 of 3 are done"))
                .then("two engines serve", () -> {
                    transcript.node(1, true, null);
                    transcript.node(2, true, null);
                    transcript.node(3, false, "is starting its engine: joins the ring");
                    transcript.runIs(66, "2 of 3 engines serve");
                })
                .then("the third serves and the run ends", () -> {
                    assertThat(transcript.firstUsers.waiting(Samples.CLUSTER)).isEqualTo(USERS);
                    transcript.node(3, true, null);
                    transcript.runEnds(null);
                })
                .then("nothing happens", () -> {})
                .then(
                        "the second engine is killed",
                        () -> transcript.node(
                                2, false, "waits before it starts its engine again; it had ended: killed by signal 9"))
                .then("the third is killed too", () -> transcript.node(3, false, "has not started its engine"))
                .then("both are back", () -> {
                    transcript.node(2, true, null);
                    transcript.node(3, true, null);
                })
                .then("the customer wants it gone", transcript::wantDeletion)
                .then("its nodes are gone", transcript::noNodes)
                .then("the run forgets it and ends", () -> {
                    transcript.runEnds(null);
                    transcript.store.remove(Samples.CLUSTER);
                });

        Golden.assertFresh(GOLDEN.resolve("cluster-reconciler-life.txt"), transcript.text());
        assertThat(transcript.firstUsers.facts()).isEmpty();
    }

    @Test
    void a_creation_that_fails_leaves_a_cluster_that_says_why_and_can_be_deleted() throws IOException {
        var transcript = new Transcript();
        transcript.firstUsers.keep(Samples.CLUSTER, USERS);
        transcript
                .then("the reconciler comes round first", () -> {})
                .then("a machine cannot be had, the run undoes what it did", () -> {
                    transcript.node(1, false, "has not reported yet");
                    transcript.runIsUndone("release of 1 node");
                })
                .then("all is undone", () -> {
                    transcript.noNodes();
                    transcript.runEnds("zone local-1b has no machine of type local.small now.");
                })
                .then("nothing happens, and nothing is tried again", () -> {})
                .then("the customer deletes it", transcript::wantDeletion)
                .then("the deletion fails", () -> transcript.runEnds("the certificates' key cannot be read."));

        Golden.assertFresh(GOLDEN.resolve("cluster-reconciler-failure.txt"), transcript.text());
        assertThat(transcript.firstUsers.waiting(Samples.CLUSTER))
                .as("for another try of the creation")
                .isEqualTo(USERS);
    }

    @Test
    void a_cluster_that_is_gone_is_left_alone() {
        var transcript = new Transcript();
        transcript.store.remove(Samples.CLUSTER);

        transcript.then("the reconciler comes round for a cluster that is gone", () -> {});

        assertThat(transcript.text()).endsWith("sees     nothing\n");
    }
}
