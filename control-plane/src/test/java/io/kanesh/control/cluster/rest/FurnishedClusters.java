package io.kanesh.control.cluster.rest;

import static org.awaitility.Awaitility.await;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.cluster.AdminRole;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.node.control.NodeStore;
import io.kanesh.control.shared.Generation;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.ResourceName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Clusters that were made long ago, as rows: three nodes whose agents are played by the test. */
public class FurnishedClusters {
    private static final long USED = 300_000_000;

    private final ClusterStore clusters;
    private final Nodes nodes;
    private final NodeStore states;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    public FurnishedClusters(ApplicationContext context) {
        clusters = context.getBean(ClusterStore.class);
        nodes = context.getBean(Nodes.class);
        states = context.getBean(NodeStore.class);
        ids = context.getBean(IdSource.class);
        clock = context.getBean(InstantSource.class);
        events = context;
        transaction = context.getBean(TransactionTemplate.class);
    }

    /** One of them. */
    public record Furnished(String project, ClusterId cluster, List<NodeId> nodes) {
        public String path() {
            return "/api/v1/projects/" + project + "/clusters/" + cluster.value();
        }

        public String id(int node) {
            return nodes.get(node).value();
        }

        public String node(int node) {
            return path() + "/nodes/" + id(node);
        }
    }

    /** @param down digits of the nodes that do not serve */
    public Furnished cluster(String project, String down) {
        var id = new ClusterId(ids.next(ClusterId.PREFIX));
        var furnished = new Furnished(
                project,
                id,
                IntStream.range(0, 3)
                        .mapToObj(i -> new NodeId(ids.next(NodeId.PREFIX)))
                        .toList());
        transaction.executeWithoutResult(status -> {
            clusters.insert(new Cluster(
                    id,
                    new ProjectId(project),
                    spec("c" + id.value().substring(id.value().length() - 12)),
                    false,
                    new Generation(1),
                    Samples.status(Stage.ESTABLISHED, 3, 3),
                    new AdminRole("admin", "$2a$10$hash"),
                    "test",
                    clock.instant(),
                    clock.instant()));
            for (int i = 0; i < 3; i++) {
                furnish(furnished, i, down.indexOf('0' + i) < 0);
            }
        });
        return furnished;
    }

    private static ClusterSpec spec(String name) {
        ClusterSpec usual = Samples.fresh().spec();
        return new ClusterSpec(
                new ResourceName(name),
                usual.provider(),
                usual.engineVersion(),
                usual.dataCenters(),
                usual.encryption(),
                usual.allowedCidrs(),
                usual.deletionProtection(),
                usual.labels());
    }

    private void furnish(Furnished cluster, int i, boolean serving) {
        NodeId node = cluster.nodes().get(i);
        nodes.register(new NodeSpec(
                node,
                cluster.cluster(),
                new ProjectId(cluster.project()),
                "local",
                "dc1",
                "local-1",
                "local-1" + "abc".charAt(i),
                "local.small"));
        states.change(node, state -> state.onMachine("m" + i, "127.9.9." + i));
        nodes.configure(node, EngineState.RUNNING, settings(cluster, i), 1);
        report(node, serving ? NodeReport.State.SERVING : NodeReport.State.BACKING_OFF);
    }

    /** The agents do what they are told, as soon as they are told that. */
    void obey(Furnished cluster, EngineState wanted) {
        for (NodeId node : cluster.nodes()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> nodes.find(node).orElseThrow().engineState() == wanted);
            transaction.executeWithoutResult(status -> {
                report(node, wanted == EngineState.RUNNING ? NodeReport.State.SERVING : NodeReport.State.STOPPED);
                events.publishEvent(new NodeObserved(node, cluster.cluster()));
            });
        }
    }

    private void report(NodeId node, NodeReport.State state) {
        report(node, state, Map.of(), Duration.ZERO);
    }

    /** What the engine of one of them measured some time ago. */
    void measured(Furnished cluster, int node, Map<String, Double> metrics, Duration ago) {
        transaction.executeWithoutResult(
                status -> report(cluster.nodes().get(node), NodeReport.State.SERVING, metrics, ago));
    }

    private void report(NodeId node, NodeReport.State state, Map<String, Double> metrics, Duration ago) {
        states.change(
                node,
                before -> before.withReport(
                        report(node, before.desired().generation(), state, metrics),
                        clock.instant().minus(ago)));
    }

    private static NodeReport report(
            NodeId node, long generation, NodeReport.State state, Map<String, Double> metrics) {
        var engine = new NodeReport.Engine(
                state,
                null,
                "5.0.9",
                null,
                0,
                null,
                null,
                null,
                List.of("127.9.9.0", "127.9.9.1", "127.9.9.2"),
                List.of(),
                metrics,
                null);
        return new NodeReport(
                node.value(),
                1,
                "2026-11-21T12:00:00Z",
                "test",
                generation,
                1,
                engine,
                new NodeReport.Disk(USED, 1_000_000_000, 1_000_000_000),
                new NodeReport.ProcessFigures(1, 1, 1),
                "",
                null);
    }

    /** Whoever changes these nodes now is a writer that was replaced. */
    void holdDeletion(Furnished cluster) {
        Node node = nodes.find(cluster.nodes().get(0)).orElseThrow();
        nodes.configure(node.spec().id(), node.engineState(), node.engine(), Long.MAX_VALUE / 2);
    }

    List<EngineSettings> engines(Furnished cluster) {
        return nodes.ofCluster(cluster.cluster()).stream()
                .map(Node::engine)
                .map(Objects::requireNonNull)
                .toList();
    }

    List<Long> restarts(Furnished cluster) {
        return engines(cluster).stream().map(EngineSettings::restartCount).toList();
    }

    private static EngineSettings settings(Furnished cluster, int i) {
        return new EngineSettings(
                "5.0.9",
                cluster.cluster().value(),
                "dc1",
                "local-1" + "abc".charAt(i),
                "127.9.9." + i,
                List.of("127.9.9.0"),
                List.of(i + "00"),
                false,
                512,
                1,
                1_000_000,
                Map.of("dc1", 3),
                new EngineSettings.AdminRole("admin", "$2a$10$hash"),
                null,
                0);
    }
}
