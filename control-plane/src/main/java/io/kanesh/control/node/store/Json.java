package io.kanesh.control.node.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Columns that hold JSON. What another version wrote and this one does not know is passed over. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    static <T> @Nullable T readOrNull(@Nullable String text, Class<T> type) {
        return text == null ? null : MAPPER.readValue(text, type);
    }

    static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static @Nullable String writeOrNull(@Nullable Object value) {
        return value == null ? null : write(value);
    }
}
