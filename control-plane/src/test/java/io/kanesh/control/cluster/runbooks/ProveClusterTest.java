package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.certificates.Authority;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.cluster.Proof;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.control.ProofStore;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ProveClusterTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    @Test
    void theReportNamesEveryNodeWithItsBytesAndIsSigned() {
        var engine = new VirtualEngine(7);
        var world = new World(engine);
        assertThat(run(engine, world).state()).isEqualTo(Run.State.SUCCEEDED);
        var proof = world.proofs.values().iterator().next();
        assertThat(proof.clean()).isTrue();
        assertThat(proof.report())
                .contains("\"verdict\":\"CLEAN\"", "\"bytesSearched\":3000", "\"hits\":0", "\"controlHits\":7")
                .contains("\"classes\":[{\"fileClass\":\"PAGES\"")
                .contains("\"text\":\"6161616161616161\"", "doesNotShow");
        assertThat(proof.signature()).isEqualTo("c2lnbmVk");
        assertThat(world.keyspaces).isEmpty();
    }

    @Test
    void aHitIsReportedAndNotHidden() {
        var engine = new VirtualEngine(7);
        var world = new World(engine);
        world.hits = 2;
        assertThat(run(engine, world).state()).isEqualTo(Run.State.SUCCEEDED);
        var proof = world.proofs.values().iterator().next();
        assertThat(proof.clean()).isFalse();
        assertThat(proof.report()).contains("\"verdict\":\"FOUND\"", "\"hits\":6");
    }

    @Test
    void aBlindSearchReportsNothingAndLeavesNothing() {
        var engine = new VirtualEngine(7);
        var world = new World(engine);
        world.controlHits = 0;
        var run = run(engine, world);
        assertThat(run.state()).isNotEqualTo(Run.State.SUCCEEDED);
        assertThat(Objects.requireNonNull(run.error()).message()).contains("through the key either");
        assertThat(world.proofs).isEmpty();
        assertThat(world.keyspaces).isEmpty();
    }

    private static Run run(VirtualEngine engine, World world) {
        engine.declare(List.of(world.runbook()), List.of());
        return engine.runs()
                .start("prove-cluster", world.subject(), world.input(), new Runs.Origin(Samples.PROJECT, null, "test"))
                .map(engine::finish)
                .match(run -> run, problems -> {
                    throw new AssertionError(problems);
                });
    }

    /** Nodes that write, search and drop as agents do; a search takes ten seconds. */
    private static final class World extends ThreeRunning
            implements RunbookContract.World<ProveClusterInput>, ProofStore {
        private static final Duration SEARCH = Duration.ofSeconds(10);

        private final TreeSet<String> keyspaces = new TreeSet<>();
        private final Map<String, Instant> searches = new TreeMap<>();
        private final Map<String, Proof> proofs = new TreeMap<>();
        private int hits;
        private int controlHits = 7;

        World(VirtualEngine engine) {
            super(engine);
        }

        @Override
        public Runbook<ProveClusterInput> runbook() {
            Nodes asked = proxy(Nodes.class, nodes);
            return new ProveCluster(
                    asked, new ProofQuestions(asked), new ProofReport(proxy(Certificates.class, this)), this);
        }

        @Override
        public ProveClusterInput input() {
            return new ProveClusterInput(
                    Samples.CLUSTER.value(),
                    Samples.PROJECT.value(),
                    "kanesh_proof_test",
                    "blob=00112233445566778899aabbccddeeff,text=6161616161616161",
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(i -> ThreeRunning.node(i).value())
                            .toList());
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), List.copyOf(keyspaces), List.copyOf(proofs.keySet()));
        }

        /** Only what a proof needs is played here; all else goes where it went. */
        private <T> T proxy(Class<T> type, Object rest) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (it, method, given) -> {
                        return switch (method.getName()) {
                            case "ask" -> answer((NodeQuestion) given[1]);
                            case "clusterAuthority" -> new Authority("cluster:" + given[0], "PEM");
                            case "sign" -> "signed".getBytes(java.nio.charset.StandardCharsets.UTF_8);
                            default -> passedOn(method, rest, given);
                        };
                    }));
        }

        private static Object passedOn(Method method, Object rest, Object[] given) throws Throwable {
            try {
                return method.invoke(rest, given);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }

        private Optional<TaskResult> answer(NodeQuestion question) {
            String keyspace = question.parameters().getOrDefault("keyspace", "");
            return switch (question.kind()) {
                case AgentTask.PROOF_WRITE -> {
                    keyspaces.add(keyspace);
                    yield done(Map.of());
                }
                case AgentTask.PROOF_DROP -> {
                    keyspaces.remove(keyspace);
                    yield done(Map.of());
                }
                case AgentTask.PROOF_CONTROL -> done(Map.of("hits", String.valueOf(controlHits)));
                case AgentTask.SCAN -> {
                    Instant begun = searches.computeIfAbsent(
                            question.parameters().getOrDefault("id", ""),
                            id -> engine.clock().instant());
                    boolean over = !engine.clock().instant().isBefore(begun.plus(SEARCH));
                    yield done(over ? searched() : Map.of("state", "RUNNING"));
                }
                default -> done(Map.of());
            };
        }

        private Map<String, String> searched() {
            return Map.of(
                    "state", "DONE",
                    "files", "10",
                    "bytes", "1000",
                    "hits", String.valueOf(hits),
                    "where", "[]",
                    "classes",
                            "[{\"fileClass\":\"PAGES\",\"algorithm\":\"AES_128_GCM\",\"dataKey\":\"k\",\"files\":9,\"bytes\":990}]");
        }

        private static Optional<TaskResult> done(Map<String, String> values) {
            return Optional.of(new TaskResult(true, null, values));
        }

        @Override
        public void keep(Proof proof) {
            proofs.putIfAbsent(proof.operation().value(), proof);
        }

        @Override
        public void forget(OperationId operation) {
            proofs.remove(operation.value());
        }

        @Override
        public List<Proof> of(ProjectId project, ClusterId cluster, @Nullable String before, int atMost) {
            return List.copyOf(proofs.values());
        }

        @Override
        public Optional<Proof> find(ProjectId project, ClusterId cluster, OperationId operation) {
            return Optional.ofNullable(proofs.get(operation.value()));
        }
    }
}
