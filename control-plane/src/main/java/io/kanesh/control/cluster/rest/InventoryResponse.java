package io.kanesh.control.cluster.rest;

import io.kanesh.agent.api.TaskResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Every class of files of a cluster. */
@Schema(name = "InventoryResponse")
record InventoryResponse(
        @Schema(description = "whether every node answered, and every file has a good header")
        boolean complete,

        @Schema(description = "files without a good header; must be 0")
        long unreadableFiles,

        long bytes,
        List<FileGroupResponse> groups,

        @Schema(description = "nodes that did not answer") List<String> silentNodes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Files of one class under one data key on one node. */
    @Schema(name = "FileGroupResponse")
    record FileGroupResponse(
            String nodeId,
            String fileClass,

            @Schema(allowableValues = {"AES_128", "AES_256"})
            String algorithm,

            @Schema(description = "keyspace.table-id, or node for the node's own files")
            String tableGroup,

            @Schema(description = "id of the data key; never the key")
            String dataKeyId,

            long files,
            long bytes) {}

    static InventoryResponse from(Map<String, TaskResult> answers) {
        var groups = new ArrayList<FileGroupResponse>();
        var silent = new ArrayList<String>();
        long unreadable = 0;
        for (var answer : answers.entrySet()) {
            if (!answer.getValue().succeeded()) {
                silent.add(answer.getKey());
                continue;
            }
            Map<String, String> values = answer.getValue().values();
            unreadable += Long.parseLong(values.getOrDefault("unreadable", "0"));
            JSON.readTree(values.getOrDefault("inventory", "[]"))
                    .forEach(group -> groups.add(new FileGroupResponse(
                            answer.getKey(),
                            group.path("fileClass").asString(""),
                            group.path("algorithm").asString(""),
                            group.path("tableGroup").asString(""),
                            group.path("dataKey").asString(""),
                            group.path("files").asLong(0),
                            group.path("bytes").asLong(0))));
        }
        return new InventoryResponse(
                silent.isEmpty() && unreadable == 0 && !answers.isEmpty(),
                unreadable,
                groups.stream().mapToLong(FileGroupResponse::bytes).sum(),
                groups,
                silent);
    }
}
