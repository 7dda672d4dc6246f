package io.kanesh.control.keys;

/** Signs proofs with a key of this installation; implemented where its authorities are known. */
public interface ProofSigner {

    Signed sign(byte[] document);

    /**
     * @param signature SHA-256 with ECDSA, DER, in Base64
     * @param certificatePem verifies it
     */
    record Signed(String signature, String certificatePem) {}
}
