package io.kanesh.files;

import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.codec.KeySource;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * One encrypted folder.
 *
 * @param root absolute and normal; everything below is encrypted
 * @param kinds how a new file is kept, by its path relative to the root
 */
public record Mount(Path root, FileCodec codec, KeySource keys, Function<Path, FileKind> kinds) {

    public Mount {
        if (!root.isAbsolute() || !root.equals(root.normalize())) {
            throw new IllegalArgumentException("The root must be absolute and normal: " + root);
        }
    }

    /** Whether this path (of the JDK's file system, absolute or not) lies below the root. */
    boolean covers(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(root) && !absolute.equals(root);
    }

    FileKind kindOf(Path path) {
        return kinds.apply(root.relativize(path.toAbsolutePath().normalize()));
    }
}
