package io.kanesh.control.cloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A machine to launch.
 *
 * @param idempotencyToken 1 to 64 printable ASCII characters; one token, one machine, for ever
 * @param bootstrap the bootstrap document (JSON of {@code io.kanesh.agent.api.BootstrapDocument}), handed to the machine as
 *     user data; at most 16 KiB of UTF-8; contains a one-time token, so it is not logged
 * @param tags at most 20; the machine can be found by them
 */
public record MachineRequest(
        String idempotencyToken,
        String region,
        String zone,
        String instanceType,
        String bootstrap,
        Map<String, String> tags) {

    /** The narrowest limits of the clouds that we know: EC2's client token and user data. */
    private static final int MAX_TOKEN = 64;

    private static final int MAX_BOOTSTRAP_BYTES = 16 * 1024;
    private static final int MAX_TAGS = 20;

    public MachineRequest {
        if (idempotencyToken.isEmpty()
                || idempotencyToken.length() > MAX_TOKEN
                || idempotencyToken.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
            throw new IllegalArgumentException("an idempotency token is 1 to 64 printable ASCII characters");
        }
        if (bootstrap.getBytes(StandardCharsets.UTF_8).length > MAX_BOOTSTRAP_BYTES) {
            throw new IllegalArgumentException("a bootstrap document has at most 16 KiB");
        }
        tags = Map.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("a machine has at most 20 tags");
        }
    }

    /** SHA-256 of all but the token, in hex: two requests with one token must agree in it. */
    public String digest() {
        var text = String.join("\n", region, zone, instanceType, bootstrap, new TreeMap<>(tags).toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Without the bootstrap document, which holds a secret. */
    @Override
    public String toString() {
        return "MachineRequest[" + idempotencyToken + ", " + region + ", " + zone + ", " + instanceType + ", " + tags
                + "]";
    }
}
