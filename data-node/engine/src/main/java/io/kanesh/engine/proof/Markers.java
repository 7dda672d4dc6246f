package io.kanesh.engine.proof;

import io.kanesh.engine.control.OperationRefused;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is written and searched for.
 *
 * @param keyspace made for this proof alone
 * @param bytes of each marker as Cassandra stores it, by its name: {@code key} and {@code text} (ASCII), {@code blob},
 *     {@code number} (8 bytes), {@code vector} (four floats, 16 bytes)
 */
record Markers(String keyspace, Map<String, byte[]> bytes) {

    static final List<String> NAMES = List.of("key", "text", "blob", "number", "vector");
    private static final Pattern KEYSPACE = Pattern.compile("kanesh_proof_[a-z0-9]{1,30}");

    /** @param markers {@code name=hex}, separated by commas */
    static Markers of(String keyspace, String markers) {
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new OperationRefused("'" + keyspace + "' is no keyspace of a proof: kanesh_proof_…");
        }
        Map<String, byte[]> bytes = new TreeMap<>();
        for (String marker : markers.split(",", -1)) {
            int equals = marker.indexOf('=');
            try {
                bytes.put(marker.substring(0, equals), HexFormat.of().parseHex(marker.substring(equals + 1)));
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException wrong) {
                throw new OperationRefused("'" + marker + "' is not name=hex");
            }
        }
        if (!bytes.keySet().containsAll(NAMES)) {
            throw new OperationRefused("markers must name " + NAMES + ", not " + bytes.keySet());
        }
        return new Markers(keyspace, bytes);
    }

    byte[] of(String name) {
        return bytes.getOrDefault(name, new byte[0]);
    }
}
