package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.certificates.Authority;
import io.kanesh.control.certificates.CertificateOrder;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.certificates.IssuedCertificate;
import io.kanesh.control.certificates.ServerIdentity;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.transaction.support.TransactionOperations;

final class DeleteClusterTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    @Test
    void nothing_is_left_of_rows_nodes_and_certificates() {
        var engine = new VirtualEngine(7);
        var world = new World(engine);
        var runbooks = new ArrayList<Runbook<?>>(world.children());
        runbooks.add(world.runbook());
        engine.declare(runbooks, List.of());

        var end = engine.runs()
                .start(
                        DeleteCluster.NAME,
                        world.subject(),
                        world.input(),
                        new Runs.Origin(Samples.PROJECT, null, "test"))
                .map(engine::finish);

        assertThat(end.<Run.State>match(Run::state, problems -> Run.State.FAILED))
                .isEqualTo(Run.State.SUCCEEDED);
        assertThat(world.clusters.ids()).isEmpty();
        assertThat(world.nodes.facts()).isEmpty();
        assertThat(world.authorities).isEmpty();
        assertThat(world.keys.facts()).isEmpty();
        assertThat(world.told).containsExactly("ClusterDeleted");
    }

    /** A cluster of three nodes, one of which never got a machine. */
    private static final class World extends ClusterWorldBase
            implements RunbookContract.World<DeleteClusterInput>, Certificates {
        private final VirtualEngine engine;
        private final List<ClusterId> authorities = new ArrayList<>(List.of(Samples.CLUSTER));
        private final List<String> told = new ArrayList<>();

        World(VirtualEngine engine) {
            this.engine = engine;
            for (int i = 1; i <= 3; i++) {
                var node = new NodeId("nd_01h0000000000000000000000" + i);
                nodes.register(new NodeSpec(
                        node, Samples.CLUSTER, Samples.PROJECT, "local", "dc1", "local-1", "local-1a", "local.small"));
                if (i > 1) {
                    launch(node);
                }
            }
        }

        @Override
        public Runbook<DeleteClusterInput> runbook() {
            return new DeleteCluster(
                    nodes,
                    new NodeRuns(engine.runs()),
                    engine.runs(),
                    clusters,
                    this,
                    keys,
                    event -> told.add(((ResourceChanged) Objects.requireNonNull(event)).reason()),
                    TransactionOperations.withoutTransaction());
        }

        @Override
        public DeleteClusterInput input() {
            return new DeleteClusterInput(Samples.CLUSTER.value(), Samples.PROJECT.value());
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), keys.facts(), clusters.ids(), List.copyOf(authorities));
        }

        @Override
        public void forget(ClusterId cluster) {
            authorities.remove(cluster);
        }

        @Override
        public Authority agentAuthority() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Authority clusterAuthority(ClusterId cluster) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer<IssuedCertificate> issue(Authority authority, CertificateOrder order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer<String> publicKeyHash(String csrPem) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerIdentity serve(
                Authority authority, List<String> dnsNames, List<String> addresses, Duration validity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String trustedPem(Authority authority) {
            throw new UnsupportedOperationException();
        }
    }
}
