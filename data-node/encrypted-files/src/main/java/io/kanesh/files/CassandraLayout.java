package io.kanesh.files;

import io.kanesh.kms.envelope.codec.FileClass;
import java.nio.file.Path;
import java.util.Set;

/** Tells from a path relative to the mounted folder how Cassandra will use the file. */
public final class CassandraLayout {

    /** Folders whose files are logs. */
    private static final Set<String> LOG_FOLDERS = Set.of("commitlog", "hints", "cdc_raw", "logs", "log");

    /** Folders whose files are read whole. */
    private static final Set<String> BLOB_FOLDERS = Set.of("saved_caches");

    private static final String DATA_FOLDER = "data";

    private CassandraLayout() {}

    /** The kind of a new file. */
    public static FileKind kindOf(Path relative) {
        var name = String.valueOf(relative.getFileName());
        var top = relative.getName(0).toString();
        if (LOG_FOLDERS.contains(top) || name.contains("_txn_") || name.endsWith("TOC.txt") || name.endsWith(".log")) {
            return new FileKind(FileClass.APPEND, tableGroup(relative, top), false);
        }
        var marker = name.endsWith("ColumnComplete.db") || name.endsWith("GroupComplete.db");
        var fileClass = BLOB_FOLDERS.contains(top) ? FileClass.BLOB : FileClass.PAGES;
        return new FileKind(fileClass, tableGroup(relative, top), marker);
    }

    /** {@code data/<keyspace>/<table>-<id>/…} belongs to the table, so that a dropped table's key can be destroyed. */
    private static String tableGroup(Path relative, String top) {
        return top.equals(DATA_FOLDER) && relative.getNameCount() > 3
                ? relative.getName(1) + "." + relative.getName(2)
                : FileKind.NODE_GROUP;
    }
}
