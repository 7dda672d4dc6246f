package io.kanesh.kms.envelope.codec;

/**
 * How a file is laid out. Each class derives under a label of its own, so that a header rewritten to another class opens
 * nothing.
 */
public enum FileClass {
    /** Sealed, 4 KiB chunks: sstable components, read at random. */
    PAGES(1, 4096, "kanesh.io/chunked-encryption-4k@v1+"),
    /** Sealed, 16 KiB chunks: files read whole. Exactly the published construction. */
    BLOB(2, 16384, "c2sp.org/chunked-encryption@v1+"),
    /** Frames, written through: commit logs, hints, transaction logs, tables of contents, engine logs. */
    APPEND(3, 0, "kanesh.io/append-frames@v1+");

    private final int code;
    private final int chunkBytes;
    private final String label;

    FileClass(int code, int chunkBytes, String label) {
        this.code = code;
        this.chunkBytes = chunkBytes;
        this.label = label;
    }

    public int code() {
        return code;
    }

    /** Plaintext bytes of a full chunk; 0 for {@link #APPEND}. */
    public int chunkBytes() {
        return chunkBytes;
    }

    public String label() {
        return label;
    }

    public boolean sealed() {
        return chunkBytes > 0;
    }

    /** The class with this code. */
    public static FileClass of(int code) throws SealedFileException {
        for (var fileClass : values()) {
            if (fileClass.code == code) {
                return fileClass;
            }
        }
        throw new SealedFileException(SealedFileException.Kind.UNSUPPORTED, "unknown file class " + code);
    }
}
