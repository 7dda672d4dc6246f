package io.kanesh.kms.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire: JSON, byte strings in base64. {@code POST /v1/<region>/<key>/<operation>} with {@code Authorization:
 * Bearer <principal>:<secret>}; {@code POST /admin/<verb>} with the admin secret.
 */
final class Protocol {

    static final ObjectMapper JSON = new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);

    private Protocol() {}

    /** @param targetContext for re-encrypt; the target is the key of the path, {@code sourceKey} wrapped the blob */
    record Request(
            @Nullable Map<String, String> context,
            @Nullable String plaintext,
            @Nullable String blob,
            @Nullable String sourceKey,
            @Nullable Map<String, String> targetContext) {}

    record Answer(
            String requestId,
            @Nullable String keyVersion,
            @Nullable String plaintext,
            @Nullable String blob,
            @Nullable String state) {}

    record Failure(String requestId, String code, String message) {}

    /** One body for all admin verbs. */
    record AdminRequest(
            @Nullable String key,
            @Nullable String state,
            @Nullable List<Grant> grants,
            @Nullable String principal,
            @Nullable Fault fault) {}

    record AdminAnswer(
            @Nullable String secret,
            @Nullable List<KeySummary> keys,
            @Nullable List<String> accesses) {}

    record KeySummary(String uri, String state, int versions, List<Grant> grants) {}
}
