package io.kanesh.agent.identity;

import io.kanesh.agent.DurableFile;
import io.kanesh.agent.api.CertificateAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One identity as files: {@code NAME.key} (PKCS#8 PEM and, behind it, the public key), {@code NAME.pem}, {@code NAME-ca.pem},
 * {@code NAME-trust} (the trust generation that the certificate came with).
 * The key is durable before the first request that names it, so that a repeated request after a crash carries the same key; it
 * stays the same through renewals.
 */
public final class IdentityFiles {
    private final DurableFile keyFile;
    private final DurableFile certificateFile;
    private final DurableFile caFile;
    private final DurableFile trustFile;
    private @Nullable KeyPair key;
    private @Nullable Identity identity;

    public IdentityFiles(Path directory, String name) {
        keyFile = new DurableFile(directory.resolve(name + ".key"));
        certificateFile = new DurableFile(directory.resolve(name + ".pem"));
        caFile = new DurableFile(directory.resolve(name + "-ca.pem"));
        trustFile = new DurableFile(directory.resolve(name + "-trust"));
    }

    public Path keyPath() {
        return keyFile.path();
    }

    public Path certificatePath() {
        return certificateFile.path();
    }

    public Path caPath() {
        return caFile.path();
    }

    /** A PKCS#10 request for this identity's key, PEM. The control plane writes its own subject. */
    public synchronized String request() {
        try {
            var pair = key();
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            var subject = new X500Principal("CN=kanesh");
            var request = new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic()).build(signer);
            return Pem.of("CERTIFICATE REQUEST", request.getEncoded());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this JDK cannot sign with EC P-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The identity of the files, or empty before the first certificate. */
    public synchronized Optional<Identity> current() {
        if (identity == null) {
            identity = load();
        }
        return Optional.ofNullable(identity);
    }

    /**
     * Keeps an issued certificate.
     *
     * @throws IllegalArgumentException when it is not for our key, or not a certificate; nothing is kept then
     */
    public synchronized Identity accept(CertificateAnswer answer) {
        var accepted = parse(answer.certificatePem(), answer.trustedCaPem(), answer.trustGeneration());
        try {
            // First the CAs: a new certificate beside too old CAs would not be trusted by its own chain, while the old
            // certificate beside the new CAs still works.
            caFile.write(answer.trustedCaPem());
            certificateFile.write(answer.certificatePem());
            // Last: a crash before it makes us ask again, and never believe that an older certificate is a newer one.
            trustFile.write(Integer.toString(answer.trustGeneration()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        identity = accepted;
        return accepted;
    }

    private @Nullable Identity load() {
        try {
            var certificate = certificateFile.read();
            var ca = caFile.read();
            var trust = Integer.parseInt(trustFile.read().orElse("0").strip());
            return certificate.isEmpty() || ca.isEmpty() ? null : parse(certificate.get(), ca.get(), trust);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Identity parse(String certificatePem, String caPem, int trustGeneration) {
        try {
            var chain = Pem.certificates(certificatePem);
            var trusted = Pem.certificates(caPem);
            if (chain.isEmpty() || trusted.isEmpty()) {
                throw new IllegalArgumentException("an answer without a certificate");
            }
            var pair = key();
            if (!chain.get(0).getPublicKey().equals(pair.getPublic())) {
                throw new IllegalArgumentException("the certificate is for another key than " + keyFile.path());
            }
            return new Identity(pair, chain, trusted, trustGeneration);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate that cannot be read", e);
        }
    }

    private KeyPair key() {
        if (key == null) {
            key = loadOrMakeKey();
        }
        return key;
    }

    private KeyPair loadOrMakeKey() {
        try {
            var kept = keyFile.read();
            if (kept.isPresent()) {
                var keys = KeyFactory.getInstance("EC");
                var secret = keys.generatePrivate(new PKCS8EncodedKeySpec(Pem.bytes("PRIVATE KEY", kept.get())));
                var open = keys.generatePublic(new X509EncodedKeySpec(Pem.bytes("PUBLIC KEY", kept.get())));
                return new KeyPair(open, (ECPrivateKey) secret);
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var made = generator.generateKeyPair();
            keyFile.write(Pem.of("PRIVATE KEY", made.getPrivate().getEncoded())
                    + Pem.of("PUBLIC KEY", made.getPublic().getEncoded()));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + keyFile.path() + " cannot be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
