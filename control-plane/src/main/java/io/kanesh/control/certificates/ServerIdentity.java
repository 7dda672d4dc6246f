package io.kanesh.control.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A server of this process: a key that never leaves its memory, the certificate for it, and who signed that. */
public record ServerIdentity(PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    /** Without the key. */
    @Override
    public String toString() {
        return "ServerIdentity[" + certificate.getSubjectX500Principal() + "]";
    }
}
