package io.kanesh.agent.identity;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A key with its certificate.
 *
 * @param chain the leaf first
 * @param trusted the CAs to trust
 * @param trustGeneration which step of a change of authorities it came from; 0 before the first
 */
public record Identity(KeyPair key, List<X509Certificate> chain, List<X509Certificate> trusted, int trustGeneration) {

    public X509Certificate leaf() {
        return chain.get(0);
    }

    public Instant expiresAt() {
        return leaf().getNotAfter().toInstant();
    }

    /** Two thirds into its life: late enough to be rare, early enough for a third of a life of failed attempts. */
    public Instant renewAt() {
        var from = leaf().getNotBefore().toInstant();
        return from.plus(Duration.between(from, expiresAt()).multipliedBy(2).dividedBy(3));
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt());
    }

    /** Tells this certificate from the one before it. */
    public String serial() {
        return leaf().getSerialNumber().toString(16);
    }
}
