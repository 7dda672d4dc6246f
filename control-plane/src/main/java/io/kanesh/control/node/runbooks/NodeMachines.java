package io.kanesh.control.node.runbooks;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.cloud.Machine;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A node's machines in its cloud: found by tag, so that one whose launch was never noted is found too. */
@Component
class NodeMachines {
    private static final String NODE_TAG = "kanesh-node";
    private static final String CLUSTER_TAG = "kanesh-cluster";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final List<CloudProvider> clouds;

    NodeMachines(List<CloudProvider> clouds) {
        this.clouds = clouds;
    }

    /** @throws CloudFault {@code PERMANENT} when there is no such provider in this installation */
    CloudProvider cloudOf(NodeSpec spec) {
        return clouds.stream()
                .filter(cloud -> cloud.name().equals(spec.provider()))
                .findFirst()
                .orElseThrow(() -> new CloudFault(
                        CloudFault.Kind.PERMANENT,
                        "Machines of provider '" + spec.provider() + "' cannot be launched by this installation."));
    }

    Map<String, String> tags(NodeSpec spec) {
        return Map.of(NODE_TAG, spec.id().value(), CLUSTER_TAG, spec.cluster().value());
    }

    /** Asks for the end of every machine of the node, in every cloud. */
    void terminateAll(NodeId node) {
        for (CloudProvider cloud : clouds) {
            cloud.list(Map.of(NODE_TAG, node.value())).stream()
                    .filter(machine -> !machine.state().isEnding())
                    .forEach(machine -> cloud.terminate(machine.id()));
        }
    }

    /** Done when no machine of the node is left. */
    Outcome allAreGone(NodeId node) {
        List<String> left = clouds.stream()
                .flatMap(cloud -> cloud.list(Map.of(NODE_TAG, node.value())).stream())
                .map(Machine::id)
                .toList();
        return left.isEmpty()
                ? Outcome.done()
                : Outcome.notYet(LOOK_AGAIN, "machine " + String.join(", ", left) + " is terminating");
    }
}
