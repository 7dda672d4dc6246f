package io.kanesh.control.cluster.runbooks;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.cluster.Proof;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts a proof's report together and signs it. */
@Component
class ProofReport {

    /** Said in every report: a proof that claims more than it shows is worth less. */
    private static final List<String> DOES_NOT_SHOW = List.of(
            "what lies in the memory of a running process, or in the swap space of the machine",
            "files outside of the nodes' directories, and what a disk keeps of deleted blocks",
            "text that is stored in another form than its bytes, as compressed or split into an index's tree; the markers lie in an"
                    + " uncompressed table, whose files the control finds them in",
            "that the agents which searched are the ones that were built from the published sources: export the markers and"
                    + " search copies of the files yourself");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Certificates certificates;

    ProofReport(Certificates certificates) {
        this.certificates = certificates;
    }

    /** @param verdict CLEAN or FOUND */
    record Report(
            int version,
            String proof,
            String cluster,
            String finishedAt,
            String verdict,
            long bytesSearched,
            long hits,
            Map<String, String> markers,
            List<NodeReport> nodes,
            List<String> doesNotShow) {}

    /**
     * @param classes of files: class, algorithm, key, files, bytes
     * @param where the first hits: file, offset, marker
     * @param controlHits places where the same search found the markers through the key
     */
    record NodeReport(
            String node,
            long files,
            long bytes,
            long hits,
            @JsonRawValue String where,
            @JsonRawValue String classes,
            long controlHits) {}

    Proof signed(
            ProveClusterInput input,
            OperationId operation,
            Instant now,
            Map<String, Map<String, String>> scans,
            Map<String, Map<String, String>> controls) {
        var nodes = new ArrayList<NodeReport>();
        scans.forEach((node, scan) -> nodes.add(new NodeReport(
                node,
                number(scan, "files"),
                number(scan, "bytes"),
                number(scan, "hits"),
                scan.getOrDefault("where", "[]"),
                scan.getOrDefault("classes", "[]"),
                number(controls.getOrDefault(node, Map.of()), "hits"))));
        long hits = nodes.stream().mapToLong(NodeReport::hits).sum();
        var report = JSON.writeValueAsString(new Report(
                1,
                operation.value(),
                input.clusterId(),
                now.toString(),
                hits == 0 ? "CLEAN" : "FOUND",
                nodes.stream().mapToLong(NodeReport::bytes).sum(),
                hits,
                markers(input.markers()),
                nodes,
                DOES_NOT_SHOW));
        var cluster = new ClusterId(input.clusterId());
        var authority = certificates.clusterAuthority(cluster);
        byte[] signature = certificates.sign(authority, report.getBytes(StandardCharsets.UTF_8));
        return new Proof(
                operation,
                cluster,
                new ProjectId(input.projectId()),
                now,
                hits == 0,
                report,
                Base64.getEncoder().encodeToString(signature),
                authority.certificatePem());
    }

    private static Map<String, String> markers(String markers) {
        var byName = new java.util.TreeMap<String, String>();
        for (String marker : markers.split(",", -1)) {
            int equals = marker.indexOf('=');
            byName.put(marker.substring(0, equals), marker.substring(equals + 1));
        }
        return byName;
    }

    private static long number(Map<String, String> values, String name) {
        return Long.parseLong(values.getOrDefault(name, "0"));
    }
}
