package io.kanesh.control.node;

import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.node.control.AgentEndpoint;
import io.kanesh.control.node.control.NodeStore;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import org.springframework.stereotype.Component;

/** Puts nodes into the state that a test starts from; found by the component scan of every control plane test. */
@Component
public class NodeWorld {
    private final Nodes nodes;
    private final NodeStore store;
    private final Certificates certificates;
    private final AgentEndpoint endpoint;
    private final IdSource ids;

    NodeWorld(Nodes nodes, NodeStore store, Certificates certificates, AgentEndpoint endpoint, IdSource ids) {
        this.nodes = nodes;
        this.store = store;
        this.certificates = certificates;
        this.endpoint = endpoint;
        this.ids = ids;
    }

    /** A registered node of a cluster and project of its own; nothing is launched. */
    public NodeSpec registered() {
        var spec = new NodeSpec(
                new NodeId(ids.next(NodeId.PREFIX)),
                new ClusterId(ids.next(ClusterId.PREFIX)),
                new ProjectId(ids.next(ProjectId.PREFIX)),
                "local",
                "dc1",
                "local-1",
                "local-1a",
                "local.small");
        nodes.register(spec);
        return spec;
    }

    /** A node whose machine runs, and whose agent may enrol with this token. */
    public NodeSpec offered(String token) {
        NodeSpec spec = registered();
        announce(spec.id(), token);
        offer(spec.id());
        return spec;
    }

    public void announce(NodeId node, String token) {
        store.change(node, state -> state.withIdentity(state.identity().announce(token)));
    }

    public void offer(NodeId node) {
        store.change(
                node,
                state -> state.onMachine("i-1", "127.1.1.1")
                        .withIdentity(state.identity().offer()));
    }

    public void revoke(NodeId node) {
        store.change(node, state -> state.withIdentity(state.identity().revoke()));
    }

    /** An agent without an identity. */
    public TestAgent agent() {
        return new TestAgent(endpoint.url(), certificates.trustedPem(certificates.agentAuthority()));
    }

    /** The agent of this node, enrolled. */
    public TestAgent enrolled(NodeSpec spec, String token) throws Exception {
        TestAgent agent = agent();
        agent.enrol(spec.id().value(), token);
        return agent;
    }
}
