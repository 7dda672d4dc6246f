package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order the nodes of a cluster are taken away for a moment, so that a quorum of every range stays. With at least as many racks
 * as replicas no two replicas of a range share a rack, so a rack may go at a time; with fewer racks only a node. Pure.
 */
public final class Waves {
    private Waves() {}

    /** Data centers in the order of the spec, racks and nodes by name. */
    public static List<Wave> of(ClusterSpec spec, List<ObservedNode> nodes) {
        var waves = new ArrayList<Wave>();
        for (DataCenterSpec dataCenter : spec.dataCenters()) {
            List<ObservedNode> here = nodes.stream()
                    .filter(node -> node.dataCenter().equals(dataCenter.name()))
                    .sorted(Comparator.comparing(ObservedNode::rack)
                            .thenComparing(node -> node.id().value()))
                    .toList();
            Map<String, List<ObservedNode>> racks = new LinkedHashMap<>();
            here.forEach(node -> racks.computeIfAbsent(node.rack(), rack -> new ArrayList<>())
                    .add(node));
            if (racks.size() >= dataCenter.replicationFactor()) {
                racks.forEach((rack, inside) -> waves.add(wave("rack " + rack, inside)));
            } else {
                here.forEach(node -> waves.add(wave("node " + node.id().value(), List.of(node))));
            }
        }
        return List.copyOf(waves);
    }

    /** Data centers in which no replica can be spared: requests fail there while a wave is away. */
    public static List<String> interrupted(ClusterSpec spec) {
        return spec.dataCenters().stream()
                .filter(dataCenter -> dataCenter.replicationFactor() < 3)
                .map(DataCenterSpec::name)
                .toList();
    }

    private static Wave wave(String name, List<ObservedNode> nodes) {
        return new Wave(name, nodes.stream().map(ObservedNode::id).toList());
    }
}
