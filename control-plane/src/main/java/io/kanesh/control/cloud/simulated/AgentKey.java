package io.kanesh.control.cloud.simulated;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** The P-256 key of a simulated agent, and what is made from it. */
record AgentKey(KeyPair pair) {

    static AgentKey make() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new AgentKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static AgentKey of(AgentMemory memory) {
        try {
            var keys = KeyFactory.getInstance("EC");
            var decoder = Base64.getDecoder();
            return new AgentKey(new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(decoder.decode(memory.publicKey()))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(memory.key())))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an agent with this key remembers that has just got its certificate. */
    AgentMemory remembered(String certificatePem, String trustedPem) {
        var encoder = Base64.getEncoder();
        return new AgentMemory(
                encoder.encodeToString(pair.getPrivate().getEncoded()),
                encoder.encodeToString(pair.getPublic().getEncoded()),
                certificatePem,
                trustedPem,
                expiryOf(certificatePem),
                null,
                0,
                null,
                false);
    }

    /** A PKCS#10 request in PEM; who it is for, the control plane decides. */
    String request() {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=simulated"), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 3339. */
    static String expiryOf(String pem) {
        return certificate(pem).getNotAfter().toInstant().toString();
    }
}
