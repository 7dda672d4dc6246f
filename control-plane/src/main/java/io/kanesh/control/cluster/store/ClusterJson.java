package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.ClusterStatus.DataCenterStatus;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.EncryptionSpec;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON columns. Component names of the domain's records are names in stored JSON: renaming one needs a migration, and a
 * test with a stored text says so.
 */
final class ClusterJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ClusterJson() {}

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static List<DataCenterSpec> readDataCenters(String json) {
        return JSON.readValue(json, new TypeReference<List<DataCenterSpec>>() {});
    }

    static EncryptionSpec readEncryption(String json) {
        return JSON.readValue(json, EncryptionSpec.class);
    }

    static List<String> readTexts(String json) {
        return JSON.readValue(json, new TypeReference<List<String>>() {});
    }

    static Map<String, String> readLabels(String json) {
        return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    }

    static List<FirstUsersRow.Kept> readFirstUsers(String json) {
        return JSON.readValue(json, new TypeReference<List<FirstUsersRow.Kept>>() {});
    }

    static List<DataCenterStatus> readDataCenterStatuses(String json) {
        return JSON.readValue(json, new TypeReference<List<DataCenterStatus>>() {});
    }

    static List<Condition> readConditions(String json) {
        return JSON.readValue(json, new TypeReference<List<Condition>>() {});
    }
}
