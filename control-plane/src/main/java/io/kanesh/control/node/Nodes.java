package io.kanesh.control.node;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The facade of this module. Every method may be called inside the caller's transaction. */
public interface Nodes {

    /**
     * Makes a node known; nothing is launched. Without effect when it is registered already.
     *
     * @throws IllegalArgumentException when it is registered with another spec
     */
    void register(NodeSpec spec);

    Optional<Node> find(NodeId node);

    /** In the order of their ids. */
    List<Node> ofCluster(ClusterId cluster);

    /**
     * Says what the node should be from now on. When that is different from before, its generation rises by one and its agent
     * is told; a repetition changes nothing but the fence.
     *
     * @param settings null keeps the node without an engine (only with {@code STOPPED} before the first settings)
     * @throws FenceTooLow when a writer with a higher fence was here
     * @throws IllegalArgumentException when there is no such node, or an engine is to run without settings
     */
    void configure(NodeId node, EngineState state, @Nullable EngineSettings settings, long fence);

    /**
     * The newest answer of the node's agent to a question, however old; empty before the first. When it is not fresh any more the
     * question is put (again). An answer that arrives is news of the node: {@link NodeObserved}.
     *
     * @throws FenceTooLow when a writer with a higher fence was here
     * @throws IllegalArgumentException when there is no such node
     */
    Optional<TaskResult> ask(NodeId node, NodeQuestion question);

    /**
     * Says who may connect to a node from now on. When that is different from before, its generation rises by one and its agent
     * is told; nothing restarts, and the node counts as serving meanwhile. Without effect when there is no such node.
     */
    void admit(NodeId node, ClientAccess access);

    /**
     * Says how a node's files are encrypted from now on. When that is different from before, its generation rises by one and its
     * agent is told; nothing restarts by it. Without effect when there is no such node.
     *
     * @param change from what is asked of it now (null before the first time) to what shall be; runs under the node's lock
     */
    void encrypt(NodeId node, Function<@Nullable Encryption, Encryption> change);

    /**
     * Says for the first time how a node's files are encrypted. Without effect when that was said before, or when there is no such node.
     *
     * @param first asked once at most, under the node's lock: a secret that two control planes make at the same time would be worthless
     *     to one of them
     */
    void encryptFirst(NodeId node, Supplier<Encryption> first);

    /** Removes every trace of a node from the database; without effect when there is none. Its agent is refused from then on. */
    void forget(NodeId node);
}
