package io.kanesh.agent.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS contexts that trust our own CAs and nobody else: the machine's system-wide CAs are not asked. */
public final class Tls {
    private static final char[] IN_MEMORY = new char[0];

    private Tls() {}

    /** Before enrolment: the server is verified, we have no name yet. */
    public static SSLContext trusting(String caPem) {
        try {
            return context(Pem.certificates(caPem), null);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the trusted CA cannot be read", e);
        }
    }

    /** Mutual TLS with an identity. */
    public static SSLContext of(Identity identity) {
        try {
            var keys = emptyStore();
            keys.setKeyEntry(
                    "identity",
                    identity.key().getPrivate(),
                    IN_MEMORY,
                    identity.chain().toArray(new Certificate[0]));
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, IN_MEMORY);
            return context(identity.trusted(), factory);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the identity cannot be used for TLS", e);
        }
    }

    private static SSLContext context(List<X509Certificate> trusted, @Nullable KeyManagerFactory keys)
            throws GeneralSecurityException {
        var store = emptyStore();
        for (var i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("ca" + i, trusted.get(i));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** It never leaves memory: PKCS#12 would derive a key from the empty password by 10,000 hashes, more than half a second here. */
    private static KeyStore emptyStore() throws GeneralSecurityException {
        var store = KeyStore.getInstance("JKS");
        try {
            store.load(null, IN_MEMORY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }
}
