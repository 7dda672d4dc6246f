package io.kanesh.engine.security;

import io.kanesh.engine.control.StartArguments.Tls;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A cluster's certificate authority for tests; the control plane's own is not on this module's class path. */
public final class TestAuthority {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Name name = new X500Name("CN=test authority");
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate = sign(name, keys, true, new GeneralName[0], DAY);

    public X509Certificate certificate() {
        return certificate;
    }

    /** A leaf with the given URI and address among its names; either may be empty. */
    public X509Certificate issue(KeyPair leaf, String uri, String address) {
        return issue(leaf, uri, address, DAY);
    }

    private X509Certificate issue(KeyPair leaf, String uri, String address, Duration validity) {
        var names = java.util.stream.Stream.of(
                        uri.isEmpty() ? null : new GeneralName(GeneralName.uniformResourceIdentifier, uri),
                        address.isEmpty() ? null : new GeneralName(GeneralName.iPAddress, address))
                .filter(java.util.Objects::nonNull)
                .toArray(GeneralName[]::new);
        return sign(new X500Name("CN=leaf"), leaf, false, names, validity);
    }

    /** Writes a node's files to the directory. */
    public Tls issueNode(Path directory, String nodeId, String address) throws IOException {
        return issueNode(directory, nodeId, address, DAY);
    }

    /** With an end of its own. */
    public Tls issueNode(Path directory, String nodeId, String address, Duration validity) throws IOException {
        Files.createDirectories(directory);
        KeyPair leaf = newKeys();
        Path key = Files.writeString(directory.resolve("key.pem"), keyPem(leaf));
        Path chain = Files.writeString(
                directory.resolve("certificate.pem"),
                pem(issue(leaf, NodeAuthenticator.NODE_NAME + nodeId, address, validity)));
        Path trusted = Files.writeString(directory.resolve("ca.pem"), pem(certificate));
        return new Tls(key.toString(), chain.toString(), trusted.toString());
    }

    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private X509Certificate sign(
            X500Name subject, KeyPair owner, boolean authority, GeneralName[] names, Duration validity) {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(now.minus(1, ChronoUnit.HOURS)),
                Date.from(now.plus(validity)),
                subject,
                owner.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String keyPem(KeyPair keys) throws IOException {
        return pem(new JcaPKCS8Generator(keys.getPrivate(), null).generate());
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
