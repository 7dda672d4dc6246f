package io.kanesh.kms.envelope.codec;

/** Sees every pair of derived key and nonce before it encrypts. Tests keep them all and fail on a repeat; production does not. */
public interface NonceWitness {

    /** The production witness: looks away. */
    NonceWitness NONE = (key, nonce) -> {};

    /** The arrays are live: copy or hash, never keep. */
    void encrypting(byte[] key, byte[] nonce);
}
