package io.kanesh.control.keys.store;

import tools.jackson.databind.json.JsonMapper;

/** The JSON columns. Component names of the domain's records are names in stored JSON: renaming one needs a migration. */
final class KeyJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private KeyJson() {}

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return JSON.readValue(json, type);
    }
}
