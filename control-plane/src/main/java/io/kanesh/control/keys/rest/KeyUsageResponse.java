package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.Dependent;
import io.kanesh.control.keys.Keys.KeyView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** May this key be deleted? Yes, or the list of what could not be read any more. */
@Schema(name = "KeyUsageResponse")
record KeyUsageResponse(
        @Schema(description = "whether nothing needs it, as far as nodes have told")
        boolean deletable,

        String answer,

        @Schema(description = "bytes of files below it") long bytes,

        List<DependentResponse> dependents) {

    /** One thing that needs the key. */
    @Schema(name = "KeyDependentResponse")
    record DependentResponse(
            Dependent.Kind kind,
            String clusterId,
            String clusterName,
            @Nullable String nodeId,
            String dataCenter,
            @Nullable String keyVersion,
            long bytes,
            long files) {}

    static KeyUsageResponse from(KeyView view) {
        List<Dependent> dependents = view.dependents();
        String answer = dependents.isEmpty()
                ? "Yes: nothing depends on it. Backups are not made by this version, so there are none to count."
                : "No: " + Dependent.words(dependents) + ".";
        return new KeyUsageResponse(
                dependents.isEmpty(),
                answer,
                dependents.stream().mapToLong(Dependent::bytes).sum(),
                dependents.stream()
                        .map(one -> new DependentResponse(
                                one.kind(),
                                one.cluster().value(),
                                one.clusterName(),
                                one.nodeId(),
                                one.dataCenter(),
                                one.keyVersion(),
                                one.bytes(),
                                one.files()))
                        .toList());
    }
}
