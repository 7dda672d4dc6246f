package io.kanesh.files;

import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** How a channel was opened. Direct I/O has no meaning here (what goes to disk is not the caller's buffer) and is left out. */
record OpenMode(
        boolean read,
        boolean write,
        boolean append,
        boolean truncate,
        boolean create,
        boolean createNew,
        boolean sync,
        boolean deleteOnClose) {

    static OpenMode of(Set<? extends OpenOption> options) {
        var append = options.contains(StandardOpenOption.APPEND);
        var write = append || options.contains(StandardOpenOption.WRITE);
        var read = options.contains(StandardOpenOption.READ) || !write;
        if (append && options.contains(StandardOpenOption.READ)) {
            throw new IllegalArgumentException("READ + APPEND not allowed");
        }
        if (append && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            throw new IllegalArgumentException("APPEND + TRUNCATE_EXISTING not allowed");
        }
        return new OpenMode(
                read,
                write,
                append,
                write && options.contains(StandardOpenOption.TRUNCATE_EXISTING),
                write && options.contains(StandardOpenOption.CREATE),
                write && options.contains(StandardOpenOption.CREATE_NEW),
                options.contains(StandardOpenOption.SYNC) || options.contains(StandardOpenOption.DSYNC),
                options.contains(StandardOpenOption.DELETE_ON_CLOSE));
    }
}
