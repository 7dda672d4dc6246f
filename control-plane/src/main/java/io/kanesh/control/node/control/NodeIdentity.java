package io.kanesh.control.node.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How far a node's agent has come to be believed. A new machine for the same node gets a new token and so a new identity; what
 * the one before it holds is refused from then on.
 *
 * @param tokenHash SHA-256 of the one-time token, hex; null without one
 * @param keyHash SHA-256 of the public key that enrolled first, hex; null before
 */
public record NodeIdentity(
        Stage stage, @Nullable String tokenHash, @Nullable String keyHash) {
    public static final NodeIdentity NONE = new NodeIdentity(Stage.NONE, null, null);

    /** So many hexadecimal digits of the token's hash name the identity in its certificates. */
    private static final int MARK_DIGITS = 16;

    /** Stages of an identity. */
    public enum Stage {
        NONE,
        /** The token is on its way to the machine; nobody may enrol yet. */
        ANNOUNCED,
        /** The machine runs: whoever brings the token first, with whatever key, is the node. */
        OFFERED,
        /** Bound to a key. */
        ENROLLED,
        /** Refused for ever. */
        REVOKED
    }

    /** Before the launch; keeps what there is when the token is the same one. */
    public NodeIdentity announce(String token) {
        return isFor(token) && stage != Stage.REVOKED ? this : new NodeIdentity(Stage.ANNOUNCED, hash(token), null);
    }

    public NodeIdentity offer() {
        return stage == Stage.ANNOUNCED ? new NodeIdentity(Stage.OFFERED, tokenHash, null) : this;
    }

    public NodeIdentity bind(String publicKeyHash) {
        return new NodeIdentity(Stage.ENROLLED, tokenHash, publicKeyHash);
    }

    public NodeIdentity revoke() {
        return stage == Stage.NONE ? this : new NodeIdentity(Stage.REVOKED, null, null);
    }

    boolean isFor(String token) {
        return tokenHash != null
                && MessageDigest.isEqual(
                        tokenHash.getBytes(StandardCharsets.US_ASCII),
                        hash(token).getBytes(StandardCharsets.US_ASCII));
    }

    /** Distinguishes the identities that one node has had; part of the certificate's common name. */
    String mark() {
        return tokenHash == null ? "" : tokenHash.substring(0, MARK_DIGITS);
    }

    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
