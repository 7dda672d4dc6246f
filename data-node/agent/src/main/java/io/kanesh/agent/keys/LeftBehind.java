package io.kanesh.agent.keys;

import io.kanesh.files.inventory.Inventory;
import io.kanesh.files.inventory.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/**
 * What still lies under data keys that are to be destroyed.
 *
 * @param files all of them
 * @param rewritable those that a rewrite would bring under other keys: a snapshot and a hint stay as they are until they are gone,
 *     and rewriting everything else once more would not help
 * @param example one of them, for a log
 */
record LeftBehind(long files, long rewritable, String example) {

    static LeftBehind under(Set<UUID> keys, Path folder) throws IOException {
        var count = new long[2];
        var example = new String[] {""};
        Inventory.of(folder, file -> {
            if (file.dataKeyId() != null && keys.contains(file.dataKeyId())) {
                count[0]++;
                if (isRewritable(file)) {
                    count[1]++;
                }
                if (example[0].isEmpty() || (count[1] == 1 && isRewritable(file))) {
                    example[0] = file.path();
                }
            }
        });
        return new LeftBehind(count[0], count[1], example[0]);
    }

    private static boolean isRewritable(StoredFile file) {
        return !file.path().contains("/snapshots/") && !file.path().startsWith("hints/");
    }

    @Override
    public String toString() {
        return files + " files are under retired data keys, " + (files - rewritable)
                + " of them in snapshots or hints; for example " + example;
    }
}
