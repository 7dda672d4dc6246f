package io.kanesh.control.keys.control;

import io.kanesh.control.keys.KeyUse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a node shipped of its audit trail and looks whether the chain holds: each line ends in the SHA-256 of the hash before it
 * and of itself without its end.
 */
final class TrailLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FIRST_HASH = "0".repeat(64);
    private static final int END = ",\"hash\":\"".length() + 64 + "\"}".length();

    private TrailLines() {}

    /**
     * @param last what is kept of that node; null for nothing
     * @throws IllegalArgumentException when a line is no entry of a trail
     */
    static List<KeyUse> read(KeyUse.Trail trail, @Nullable KeyUse last, List<String> lines) {
        var found = new ArrayList<KeyUse>();
        String hash = last == null ? FIRST_HASH : hashOf(last.text());
        long number = last == null ? 0 : last.line();
        for (String line : lines) {
            JsonNode entry = parsed(line);
            String own = entry.path("hash").asString("");
            boolean isNext = entry.path("line").asLong() == number + 1;
            boolean chained = isNext && line.length() > END && own.equals(digest(hash, line));
            number = entry.path("line").asLong();
            hash = own;
            found.add(new KeyUse(
                    trail.node(),
                    number,
                    trail.project(),
                    entry.path("masterKey").asString(""),
                    Instant.parse(entry.path("time").asString("")),
                    entry.path("reason").asString(""),
                    entry.path("outcome").asString(""),
                    chained,
                    line));
        }
        return found;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("no line of an audit trail: " + line, broken);
        }
    }

    private static String hashOf(String line) {
        return parsed(line).path("hash").asString("");
    }

    private static String digest(String before, String line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.getBytes(StandardCharsets.US_ASCII));
            digest.update(line.substring(0, line.length() - END).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
