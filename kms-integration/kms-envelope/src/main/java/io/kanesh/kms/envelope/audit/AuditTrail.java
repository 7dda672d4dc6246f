package io.kanesh.kms.envelope.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * A file of JSON lines, each ending in the SHA-256 of the line before it and itself, so that no line can be changed, dropped or
 * put in unnoticed by whoever holds the hash of a later one (the control plane gets it with every shipment). A line is forced to
 * disk before {@link #append} returns, unless the trail was opened by {@link #openGrouped}. Holds names and ids, never key bytes.
 * Thread-safe.
 */
public final class AuditTrail implements AutoCloseable {

    static final String FIRST_HASH = "0".repeat(64);
    private static final String HASH_FIELD = ",\"hash\":\"";
    private static final int HASH_SUFFIX = HASH_FIELD.length() + 64 + 2;

    private final FileChannel file;
    private final InstantSource clock;
    private final boolean forceEach;
    private long lines;
    private String hash;

    private AuditTrail(FileChannel file, boolean forceEach, InstantSource clock, Checked checked) {
        this.file = file;
        this.forceEach = forceEach;
        this.clock = clock;
        this.lines = checked.lines;
        this.hash = checked.hash;
    }

    /**
     * What a check of a trail found.
     *
     * @param hash of the last good line
     * @param goodBytes bytes up to the end of the last good line
     */
    public record Checked(long lines, String hash, long goodBytes) {}

    /**
     * Opens a trail for appending; makes it when it is not there. A torn last line, which no key was handed out for, is cut off.
     *
     * @throws IOException when a whole line does not fit the chain
     */
    public static AuditTrail open(Path path, InstantSource clock) throws IOException {
        return open(path, true, clock);
    }

    /**
     * As {@link #open}, for many lines a second: a line is with the operating system when {@link #append} returns, so that it
     * outlives the process, and on disk after the next {@link #force}.
     */
    public static AuditTrail openGrouped(Path path, InstantSource clock) throws IOException {
        return open(path, false, clock);
    }

    private static AuditTrail open(Path path, boolean forceEach, InstantSource clock) throws IOException {
        var checked = Files.exists(path) ? verify(path) : new Checked(0, FIRST_HASH, 0);
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        file.truncate(checked.goodBytes);
        file.position(checked.goodBytes);
        file.force(true);
        return new AuditTrail(file, forceEach, clock, checked);
    }

    /**
     * Reads the whole trail.
     *
     * @throws IOException that names the first line which does not fit
     */
    public static Checked verify(Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        var lines = 0L;
        var hash = FIRST_HASH;
        var begin = 0;
        for (var end = 0; end < bytes.length; end++) {
            if (bytes[end] != '\n') {
                continue;
            }
            var line = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
            var next = line.length() < HASH_SUFFIX ? "" : hash(hash, line.substring(0, line.length() - HASH_SUFFIX));
            if (next.isEmpty() || !line.endsWith(HASH_FIELD + next + "\"}")) {
                throw new IOException("Line " + (lines + 1) + " of the audit trail " + path + " was changed");
            }
            hash = next;
            lines++;
            begin = end + 1;
        }
        return new Checked(lines, hash, begin);
    }

    /** Appends one line. */
    public synchronized void append(AuditEntry entry) throws IOException {
        var open = new StringBuilder("{\"line\":").append(lines + 1);
        field(open, "time", clock.instant().toString());
        field(open, "node", entry.node());
        field(open, "operation", entry.operation());
        field(open, "masterKey", entry.masterKey());
        field(open, "masterKeyVersion", entry.masterKeyVersion());
        field(open, "requestId", entry.requestId());
        field(open, "dataKey", entry.dataKey());
        field(open, "file", entry.file());
        field(open, "reason", entry.reason());
        field(open, "outcome", entry.outcome());
        var next = hash(hash, open.toString());
        var line = ByteBuffer.wrap((open + HASH_FIELD + next + "\"}\n").getBytes(StandardCharsets.UTF_8));
        var before = file.position();
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
            if (forceEach) {
                file.force(false);
            }
        } catch (IOException full) {
            // Half a line would break the chain for the next one.
            file.truncate(before);
            throw full;
        }
        hash = next;
        lines++;
    }

    /** Brings every line to disk. */
    public synchronized void force() throws IOException {
        file.force(false);
    }

    /** The hash of the last line. */
    public synchronized String hash() {
        return hash;
    }

    public synchronized long lines() {
        return lines;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private static void field(StringBuilder out, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        out.append(",\"").append(name).append("\":\"");
        for (var i = 0; i < value.length(); i++) {
            var character = value.charAt(i);
            if (character == '"' || character == '\\') {
                out.append('\\').append(character);
            } else if (character < ' ') {
                out.append("\\u00").append(HexFormat.of().toHexDigits((byte) character));
            } else {
                out.append(character);
            }
        }
        out.append('"');
    }

    private static String hash(String previous, String open) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous.getBytes(StandardCharsets.US_ASCII));
            digest.update(open.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
