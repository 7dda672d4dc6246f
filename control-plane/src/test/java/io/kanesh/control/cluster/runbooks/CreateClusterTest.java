package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.control.MemoryFirstUserStore;
import io.kanesh.control.cluster.runbooks.CreateClusterInput.NodeInput;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.transaction.support.TransactionOperations;

final class CreateClusterTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    @Test
    void the_first_engines_know_the_seeds_and_wait_for_nobody() {
        Map<String, String> addresses =
                Map.of(id(1), "127.0.1.1", id(2), "127.0.1.2", id(3), "127.0.1.3", id(4), "127.0.1.4");

        EngineSettings settings = FirstSettings.of(
                input(), input().nodes().get(3), addresses, new EngineSettings.AdminRole("admin", "$2a$10$hash"));

        assertThat(settings.clusterName()).isEqualTo(Samples.CLUSTER.value());
        assertThat(settings.address()).isEqualTo("127.0.1.4");
        assertThat(settings.rack()).isEqualTo("local-1a");
        assertThat(settings.seeds()).containsExactly("127.0.1.1", "127.0.1.2", "127.0.1.3");
        assertThat(settings.initialTokens()).containsExactly("400");
        assertThat(settings.autoBootstrap()).isFalse();
        assertThat(settings.systemAuthReplication()).containsExactly(Map.entry("dc1", 3));
    }

    private static String id(int number) {
        return "nd_01h0000000000000000000000" + number;
    }

    private static CreateClusterInput input() {
        List<NodeInput> nodes = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new NodeInput(
                        id(i),
                        "dc1",
                        "local-1",
                        "local-1" + "abc".charAt((i - 1) % 3),
                        "local.small",
                        List.of(i + "00"),
                        i <= 3,
                        1,
                        512,
                        1_000_000))
                .toList();
        return new CreateClusterInput(
                Samples.CLUSTER.value(), Samples.PROJECT.value(), "local", "5.0.9", Map.of("dc1", 3), nodes);
    }

    /** Machines come, engines start, users are made. */
    private static final class World extends ClusterWorldBase implements RunbookContract.World<CreateClusterInput> {
        private final VirtualEngine engine;
        private final MemoryFirstUserStore firstUsers = new MemoryFirstUserStore();

        World(VirtualEngine engine) {
            this.engine = engine;
            firstUsers.keep(Samples.CLUSTER, List.of(ToldUsers.user("app"), ToldUsers.user("report")));
        }

        @Override
        public Runbook<CreateClusterInput> runbook() {
            return new CreateCluster(
                    nodes,
                    new NodeRuns(engine.runs()),
                    engine.runs(),
                    clusters,
                    keys,
                    encryption,
                    new FirstUserRequests(
                            nodes, firstUsers, new ToldUsers(), TransactionOperations.withoutTransaction()));
        }

        @Override
        public CreateClusterInput input() {
            return CreateClusterTest.input();
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), keys.facts(), nodes.users(), firstUsers.facts());
        }
    }
}
