package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.ClusterPhase;
import io.kanesh.control.cluster.Clusters.ClusterFilter;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list of clusters. */
final class ListFilter {
    private ListFilter() {}

    /** @throws ProblemException 400 for a phase that does not exist */
    static ClusterFilter parse(@Nullable String name, @Nullable String phase, @Nullable String label) {
        int colon = label == null ? -1 : label.indexOf(':');
        String key = label == null || colon < 0 ? label : label.substring(0, colon);
        String value = label == null || colon < 0 ? null : label.substring(colon + 1);
        return new ClusterFilter(name, phase == null ? null : phase(phase), key, value);
    }

    private static ClusterPhase phase(String text) {
        return Arrays.stream(ClusterPhase.values())
                .filter(phase -> phase.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem(
                        "phase-unknown",
                        Kind.MALFORMED,
                        "There is no such phase of a cluster.",
                        "phase",
                        Arrays.stream(ClusterPhase.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ", "Known: ", ".")),
                        Map.of())));
    }
}
