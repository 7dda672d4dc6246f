package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.NodeGroup;
import io.kanesh.control.node.MachineRoom;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** Refuses a cluster that its provider could never carry, before anything is made of it. */
@Component
class ClusterRoom {
    private final MachineRoom room;

    ClusterRoom(MachineRoom room) {
        this.room = room;
    }

    /** The spec, or the first node group that does not fit beside those before it. */
    Answer<ClusterSpec> check(ClusterSpec spec) {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < spec.dataCenters().size(); i++) {
            List<NodeGroup> groups = spec.dataCenters().get(i).nodeGroups();
            for (int j = 0; j < groups.size(); j++) {
                NodeGroup group = groups.get(j);
                int fits = room.forMore(spec.provider(), group.instanceType(), before);
                if (fits < group.count()) {
                    return Answer.refused(tooLarge("dataCenters[" + i + "].nodeGroups[" + j + "].count", group, fits));
                }
                before.addAll(Collections.nCopies(group.count(), group.instanceType()));
            }
        }
        return Answer.of(spec);
    }

    private static Problem tooLarge(String field, NodeGroup group, int fits) {
        return Problem.invalid(
                field,
                "cluster-too-large",
                "This computer has no room for " + group.count() + " nodes of " + group.instanceType()
                        + " beside the machines that it has and the groups before this one; there is room for " + fits
                        + ".",
                fits > 0
                        ? "Ask for at most " + fits + ", for smaller nodes, or delete a cluster first."
                        : "Ask for smaller nodes, or delete a cluster first.");
    }
}
