package io.kanesh.control.certificates.control;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates: EC P-256, SHA256withECDSA, X.509 v3. */
final class CertificateForge {
    /** Clocks of machines that just started may be behind. */
    private static final Duration BEFORE_NOW = Duration.ofMinutes(5);

    /** Certificates between an authority and a leaf: none, or the bridge to its successor. */
    private static final int AUTHORITY_PATH = 1;

    private static final int SERIAL_BYTES = 16;

    private final RandomGenerator random;

    CertificateForge(RandomGenerator random) {
        this.random = random;
    }

    /** The names of a leaf. */
    record Names(String commonName, List<String> uris, List<String> dnsNames, List<String> addresses) {}

    KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has EC P-256", e);
        }
    }

    X509Certificate authority(KeyPair key, String commonName, Instant now, Duration validity) {
        var name = name(commonName);
        var publicKey = SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
        try {
            var builder = builder(name, name, publicKey, now, now.plus(validity))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(AUTHORITY_PATH))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
            return sign(builder, key.getPrivate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The successor's key under the former authority's signature; valid as long as both. */
    X509Certificate bridge(X509Certificate successor, X509Certificate former, PrivateKey formerKey, Instant now) {
        Instant end = former.getNotAfter().toInstant();
        Instant successorEnd = successor.getNotAfter().toInstant();
        var publicKey =
                SubjectPublicKeyInfo.getInstance(successor.getPublicKey().getEncoded());
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(
                            X500Name.getInstance(
                                    former.getSubjectX500Principal().getEncoded()),
                            X500Name.getInstance(
                                    successor.getSubjectX500Principal().getEncoded()),
                            publicKey,
                            now,
                            end.isBefore(successorEnd) ? end : successorEnd)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(former))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(publicKey));
            return sign(builder, formerKey);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never valid for longer than its authority. */
    X509Certificate leaf(
            SubjectPublicKeyInfo publicKey,
            Names names,
            X509Certificate authority,
            PrivateKey authorityKey,
            Instant now,
            Duration validity) {
        Instant end = now.plus(validity);
        Instant authorityEnd = authority.getNotAfter().toInstant();
        var issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(
                            issuer,
                            name(names.commonName()),
                            publicKey,
                            now,
                            end.isBefore(authorityEnd) ? end : authorityEnd)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                    }))
                    .addExtension(Extension.subjectAlternativeName, false, alternativeNames(names))
                    .addExtension(
                            Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(authority))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(publicKey));
            return sign(builder, authorityKey);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, Instant now, Instant end) {
        var serial = new byte[SERIAL_BYTES];
        random.nextBytes(serial);
        return new X509v3CertificateBuilder(
                issuer, new BigInteger(1, serial), Date.from(now.minus(BEFORE_NOW)), Date.from(end), subject, key);
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Kanesh")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static GeneralNames alternativeNames(Names names) {
        var all = new ArrayList<GeneralName>();
        names.uris().forEach(uri -> all.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        names.dnsNames().forEach(dns -> all.add(new GeneralName(GeneralName.dNSName, dns)));
        names.addresses().forEach(address -> all.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(all.toArray(new GeneralName[0]));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("the authority's key does not sign", e);
        }
    }

    static String pem(Object certificate) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static X509Certificate certificate(String pem) {
        try (var parser = new PEMParser(new StringReader(pem))) {
            return new JcaX509CertificateConverter().getCertificate((X509CertificateHolder) parser.readObject());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a stored certificate cannot be read", e);
        }
    }
}
