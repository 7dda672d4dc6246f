package io.kanesh.files.inventory;

import io.kanesh.kms.envelope.codec.FileHeader;
import io.kanesh.kms.envelope.codec.Suite;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One name below a folder.
 *
 * @param path relative to the folder
 * @param header null when the file has none, and then the form says why
 * @param bytes on disk
 * @param linked whether its bytes were counted before under another name: a hard link, as in snapshots
 */
public record StoredFile(String path, Form form, @Nullable FileHeader header, long bytes, boolean linked) {

    /** How a file is kept. */
    public enum Form {
        /** Sealed chunks of 4 KiB. */
        PAGES,
        /** Sealed chunks of 16 KiB. */
        BLOB,
        /** Frames. */
        APPEND,
        /** Without a byte: SAI's completion markers, logs nothing was written to. */
        EMPTY,
        /** A header of a version, class or suite that this program does not know. */
        UNKNOWN,
        /** No header of ours. */
        NOT_ENCRYPTED
    }

    public @Nullable Suite suite() {
        return header == null ? null : header.suite();
    }

    public @Nullable UUID dataKeyId() {
        return header == null ? null : header.dataKeyId();
    }
}
