package io.kanesh.kms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names and values that a wrapped key is bound to: unwrapping with others fails. Not secret; it shows in the KMS's log.
 *
 * <p>AWS takes it as an encryption context, Google as additional authenticated data in the form of {@link #canonicalBytes}.
 */
public final class EncryptionContext {

    /** AWS allows no more than 8 KiB as JSON; half of that in raw bytes always fits. */
    private static final int MAX_BYTES = 4096;

    private final SortedMap<String, String> entries;

    private EncryptionContext(SortedMap<String, String> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
    }

    /** Refuses empty names and values and more than 4 KiB in all. */
    public static EncryptionContext of(Map<String, String> entries) {
        for (var entry : entries.entrySet()) {
            if (entry.getKey().isEmpty() || entry.getValue().isEmpty()) {
                throw new IllegalArgumentException(
                        "An encryption context has no empty name or value: '" + entry.getKey() + "'");
            }
        }
        var context = new EncryptionContext(new TreeMap<>(entries));
        if (context.canonicalBytes().length > MAX_BYTES) {
            throw new IllegalArgumentException("An encryption context has at most " + MAX_BYTES + " bytes");
        }
        return context;
    }

    /** The entries, sorted by name. */
    public SortedMap<String, String> entries() {
        return entries;
    }

    /**
     * One byte string for one context: the number of entries, then every name and value with its length before it (all lengths
     * 32-bit big-endian, text in UTF-8, sorted by name). The lengths make it injective: no two contexts collide by moving a
     * character from a name to its value.
     */
    public byte[] canonicalBytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(length(entries.size()));
        entries.forEach((name, value) -> {
            append(out, name);
            append(out, value);
        });
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(length(bytes.length));
        out.writeBytes(bytes);
    }

    private static byte[] length(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionContext that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
