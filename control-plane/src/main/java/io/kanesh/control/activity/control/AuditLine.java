package io.kanesh.control.activity.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A line of the chain: a JSON object whose first member is {@code hash}, SHA-256 in hex over the same object without that
 * member, byte by byte. Whoever checks needs no JSON: cut the member out and hash what is left. {@code previous} is the hash
 * of the line before, 64 zeros for the first.
 */
record AuditLine(long sequence, String hash, String text) {
    private static final String HEAD = "{\"hash\":\"";

    /** @param members of the entry: {@code "kind":…} and so on, without braces */
    static AuditLine next(long sequence, String previous, String at, String members) {
        String rest = "\"sequence\":" + sequence + ",\"previous\":\"" + previous + "\",\"at\":\"" + at + "\"," + members
                + "}";
        String hash = sha256("{" + rest);
        return new AuditLine(sequence, hash, HEAD + hash + "\"," + rest);
    }

    /** What remains of a line for one who may not read it: its place in the chain. */
    static String withheld(String line) {
        String previous = line.substring(line.indexOf("\"previous\":\"") + 12).substring(0, 64);
        return HEAD + hashOf(line) + "\",\"sequence\":" + sequenceOf(line) + ",\"previous\":\"" + previous
                + "\",\"withheld\":true}";
    }

    static String hashOf(String line) {
        return line.substring(HEAD.length(), HEAD.length() + 64);
    }

    private static String sequenceOf(String line) {
        int from = line.indexOf("\"sequence\":") + 11;
        return line.substring(from, line.indexOf(',', from));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
