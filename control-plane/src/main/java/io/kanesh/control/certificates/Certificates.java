package io.kanesh.control.certificates;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import java.time.Duration;
import java.util.List;

/** The facade of this module. */
public interface Certificates {

    /** Signs agents and the agent endpoint; made at the first start. */
    Authority agentAuthority();

    /** Signs a cluster's engines; made on first use. */
    Authority clusterAuthority(ClusterId cluster);

    /** Destroys a cluster's authority with its key; without effect when there is none. */
    void forget(ClusterId cluster);

    /**
     * Issues a certificate for client and server authentication. Refused with {@code csr-invalid} when the request is not
     * PKCS#10 in PEM, is for another kind of key than EC P-256, or is not signed with that key.
     */
    Answer<IssuedCertificate> issue(Authority authority, CertificateOrder order);

    /** SHA-256 of the public key that a request is for, hex; refused as {@link #issue} is. */
    Answer<String> publicKeyHash(String csrPem);

    /** A new key and a certificate for a server in this process. */
    ServerIdentity serve(Authority authority, List<String> dnsNames, List<String> addresses, Duration validity);

    /** A signature with the authority's own key: SHA-256 with ECDSA, DER. Its certificate verifies it. */
    byte[] sign(Authority authority, byte[] document);

    /** What whoever is signed by this authority has to trust: PEM, one after the other (more than one while it rotates). */
    String trustedPem(Authority authority);
}
