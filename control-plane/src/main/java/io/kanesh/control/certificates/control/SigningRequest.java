package io.kanesh.control.certificates.control;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** A request whose signer was proven to hold the private key; nothing but its public key is taken from it. */
record SigningRequest(SubjectPublicKeyInfo publicKey) {
    /** A P-256 request is about 500 bytes of PEM. */
    private static final int MAX_CHARACTERS = 8 * 1024;

    static Answer<SigningRequest> parse(String pem) {
        if (pem.length() > MAX_CHARACTERS) {
            return refused("it is longer than " + MAX_CHARACTERS + " characters");
        }
        try (var parser = new PEMParser(new StringReader(pem))) {
            Object parsed = parser.readObject();
            if (!(parsed instanceof PKCS10CertificationRequest request)) {
                return refused("it is not a PKCS#10 request in PEM");
            }
            return verify(request);
        } catch (GeneralSecurityException | IOException | OperatorException | PKCSException | RuntimeException e) {
            // The parser throws all sorts of runtime exceptions at nonsense; its words would help nobody.
            return refused("it cannot be read");
        }
    }

    private static Answer<SigningRequest> verify(PKCS10CertificationRequest request)
            throws GeneralSecurityException, IOException, OperatorException, PKCSException {
        SubjectPublicKeyInfo key = request.getSubjectPublicKeyInfo();
        if (!isP256(key)) {
            return refused("its key is not EC P-256");
        }
        // By name: the JDK does not know its own key factory by the identifier that Bouncy Castle would ask for.
        var publicKey = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(publicKey))) {
            return refused("it is not signed with the key that it is for");
        }
        return Answer.of(new SigningRequest(key));
    }

    private static boolean isP256(SubjectPublicKeyInfo key) {
        return key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier
                && key.getAlgorithm().getParameters().equals(SECObjectIdentifiers.secp256r1);
    }

    /** SHA-256 of the SubjectPublicKeyInfo, hex. */
    String publicKeyHash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> Answer<T> refused(String reason) {
        return Answer.refused(Problem.invalid(
                "csrPem",
                "csr-invalid",
                "The certificate request is refused: " + reason + ".",
                "Send a PKCS#10 request in PEM for an EC P-256 key, signed with that key."));
    }
}
