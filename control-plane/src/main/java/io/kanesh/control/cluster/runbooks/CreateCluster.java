package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.cluster.runbooks.CreateClusterInput.NodeInput;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.node.ProvisionNodeInput;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Brings a cluster from a spec to engines that serve and see each other, with the users it was asked for with. */
@Component
final class CreateCluster implements Runbook<CreateClusterInput> {
    static final String NAME = "create-cluster";
    /** A report wakes the run; this is how late a lost wake-up can be. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Nodes nodes;
    private final NodeRuns nodeRuns;
    private final Runs runs;
    private final ClusterStore clusters;
    private final ClusterKeys keys;
    private final NodeEncryption encryption;
    private final FirstUserRequests firstUsers;

    CreateCluster(
            Nodes nodes,
            NodeRuns nodeRuns,
            Runs runs,
            ClusterStore clusters,
            ClusterKeys keys,
            NodeEncryption encryption,
            FirstUserRequests firstUsers) {
        this.keys = keys;
        this.encryption = encryption;
        this.firstUsers = firstUsers;
        this.nodes = nodes;
        this.nodeRuns = nodeRuns;
        this.runs = runs;
        this.clusters = clusters;
    }

    @Override
    public void declare(Steps<CreateClusterInput> steps) {
        steps.act("make-keys", this::makeKeys).undo(this::unmakeKeys);
        steps.act("register-nodes", this::registerNodes).undo(this::forgetNodes);
        steps.act("provision-nodes", this::provisionNodes).undo(this::releaseNodes);
        steps.await("nodes-have-enrolled", this::nodesHaveEnrolled)
                .within(Duration.ofMinutes(15), giveUp("Not every machine came up with its agent in 15 minutes."));
        steps.act("give-keys", this::giveKeys).undo(this::takeKeys);
        steps.act("configure-engines", this::configureEngines).undo(this::stopEngines);
        steps.await("engines-serve", this::enginesServe)
                .within(Duration.ofMinutes(10), giveUp("Not every engine answered in 10 minutes."));
        steps.await("engines-see-each-other", this::enginesSeeEachOther)
                .within(Duration.ofMinutes(5), giveUp("The engines did not find each other in 5 minutes."));
        steps.act("make-users", this::makeUsers)
                .undo(this::letUsersWait)
                .within(Duration.ofMinutes(10), giveUp("The database did not make its first users in 10 minutes."));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "Before: a cluster is asked for and has no node. After: its key is made (a provider-managed one), every"
                + " node has a machine, an agent and its own way to the key, every engine"
                + " serves with its planned tokens, every engine sees every other one up, and the database has the users that"
                + " were asked for with it. Undone: no machine, no"
                + " node and no process is left; the cluster itself stays, as failed, until it is deleted.";
    }

    @Override
    public Class<CreateClusterInput> inputType() {
        return CreateClusterInput.class;
    }

    private Outcome makeKeys(StepContext<CreateClusterInput> context) {
        ClusterId id = clusterId(context.input());
        Optional<Cmk> own = keys.providerKey(id);
        List<String> regions = context.input().nodes().stream()
                .map(NodeInput::region)
                .distinct()
                .toList();
        own.ifPresent(key -> keys.make(key.id(), regions));
        return Outcome.done(own.isPresent() ? "a provider-managed key" : "the customer's own key");
    }

    private Outcome unmakeKeys(StepContext<CreateClusterInput> context) {
        keys.unmake(clusterId(context.input()));
        return Outcome.done();
    }

    private Outcome registerNodes(StepContext<CreateClusterInput> context) {
        CreateClusterInput input = context.input();
        for (NodeInput node : input.nodes()) {
            nodes.register(new NodeSpec(
                    new NodeId(node.nodeId()),
                    clusterId(input),
                    new ProjectId(input.projectId()),
                    input.provider(),
                    node.dataCenter(),
                    node.region(),
                    node.rack(),
                    node.instanceType()));
        }
        return Outcome.done(input.nodes().size() + " nodes");
    }

    private Outcome forgetNodes(StepContext<CreateClusterInput> context) {
        idsOf(context.input()).forEach(nodes::forget);
        return Outcome.done();
    }

    private Outcome provisionNodes(StepContext<CreateClusterInput> context) {
        CreateClusterInput input = context.input();
        return nodeRuns.provision(idsOf(input), new ProjectId(input.projectId()), context.operation());
    }

    private Outcome releaseNodes(StepContext<CreateClusterInput> context) {
        return runs.childrenHaveStopped(context.operation(), ProvisionNodeInput.RUNBOOK)
                .match(stopped -> releaseWhatIsLeft(context), notYet -> notYet, refused -> refused);
    }

    /** Machines are released side by side, whether or not their own runs had come to an end. */
    private Outcome releaseWhatIsLeft(StepContext<CreateClusterInput> context) {
        CreateClusterInput input = context.input();
        List<NodeId> left = NodeRuns.idsOf(nodes.ofCluster(clusterId(input)));
        return nodeRuns.release(left, new ProjectId(input.projectId()), context.operation())
                .match(
                        started -> runs.childrenHaveSucceeded(context.operation(), ReleaseNodeInput.RUNBOOK),
                        notYet -> notYet,
                        refused -> refused);
    }

    private Outcome nodesHaveEnrolled(StepContext<CreateClusterInput> context) {
        return runs.childrenHaveSucceeded(context.operation(), ProvisionNodeInput.RUNBOOK);
    }

    /** Before any engine: none starts without. */
    private Outcome giveKeys(StepContext<CreateClusterInput> context) {
        encryption.keep(clusterId(context.input()));
        List<Node> without = registered(context).stream()
                .filter(node -> node.encryption() == null)
                .toList();
        return without.isEmpty()
                ? Outcome.done()
                : Outcome.notYet(LOOK_AGAIN, without.size() + " nodes have no way to their key yet");
    }

    private Outcome takeKeys(StepContext<CreateClusterInput> context) {
        idsOf(context.input())
                .forEach(node -> keys.dismiss(new ProjectId(context.input().projectId()), node));
        return Outcome.done();
    }

    private Outcome configureEngines(StepContext<CreateClusterInput> context) {
        CreateClusterInput input = context.input();
        Cluster cluster = clusters.find(clusterId(input)).orElse(null);
        if (cluster == null) {
            return clusterGone();
        }
        var role = new EngineSettings.AdminRole(
                cluster.admin().name(), cluster.admin().saltedHash());
        Map<String, String> addresses = addresses(input);
        if (addresses.size() < input.nodes().size()) {
            return Outcome.notYet(
                    LOOK_AGAIN, addresses.size() + " of " + input.nodes().size() + " nodes have an address");
        }
        for (NodeInput node : input.nodes()) {
            nodes.configure(
                    new NodeId(node.nodeId()),
                    EngineState.RUNNING,
                    FirstSettings.of(input, node, addresses, role),
                    context.fence());
        }
        return Outcome.done();
    }

    /** Also when no engine ever ran: then it is told to stay stopped. */
    private Outcome stopEngines(StepContext<CreateClusterInput> context) {
        for (NodeId id : idsOf(context.input())) {
            Optional<Node> node = nodes.find(id);
            node.ifPresent(known -> nodes.configure(id, EngineState.STOPPED, known.engine(), context.fence()));
        }
        return Outcome.done();
    }

    private Outcome enginesServe(StepContext<CreateClusterInput> context) {
        return EngineWaits.allServe(registered(context), context.input().nodes().size());
    }

    private Outcome enginesSeeEachOther(StepContext<CreateClusterInput> context) {
        return EngineWaits.allSeeEachOther(registered(context));
    }

    private Outcome makeUsers(StepContext<CreateClusterInput> context) {
        Cluster cluster = clusters.find(clusterId(context.input())).orElse(null);
        return cluster == null ? clusterGone() : firstUsers.make(cluster, context);
    }

    private Outcome letUsersWait(StepContext<CreateClusterInput> context) {
        return firstUsers.startOver(clusterId(context.input()));
    }

    private static Outcome clusterGone() {
        return Outcome.refused(Problem.of(
                "cluster-gone", Problem.Kind.CONFLICT, "The cluster was removed while it was being created."));
    }

    private List<Node> registered(StepContext<CreateClusterInput> context) {
        return nodes.ofCluster(clusterId(context.input()));
    }

    private Map<String, String> addresses(CreateClusterInput input) {
        var addresses = new HashMap<String, String>();
        for (Node node : nodes.ofCluster(clusterId(input))) {
            String address = node.address();
            if (address != null) {
                addresses.put(node.spec().id().value(), address);
            }
        }
        return addresses;
    }

    private static ClusterId clusterId(CreateClusterInput input) {
        return new ClusterId(input.clusterId());
    }

    private static List<NodeId> idsOf(CreateClusterInput input) {
        return input.nodes().stream().map(node -> new NodeId(node.nodeId())).toList();
    }
}
