package io.kanesh.kms.envelope.codec;

/** The cipher of a data key. The code is written into headers and keyrings and never changes its meaning. */
public enum Suite {
    AES_128_GCM(1, 16, "AEAD_AES_128_GCM"),
    AES_256_GCM(2, 32, "AEAD_AES_256_GCM");

    private final int code;
    private final int keyBytes;
    private final String aeadName;

    Suite(int code, int keyBytes, String aeadName) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.aeadName = aeadName;
    }

    public int code() {
        return code;
    }

    public int keyBytes() {
        return keyBytes;
    }

    /** The name in IANA's registry of AEAD algorithms; part of the derivation. */
    public String aeadName() {
        return aeadName;
    }

    /** The suite with this code. */
    public static Suite of(int code) throws SealedFileException {
        for (var suite : values()) {
            if (suite.code == code) {
                return suite;
            }
        }
        throw new SealedFileException(SealedFileException.Kind.UNSUPPORTED, "unknown cipher suite " + code);
    }
}
