package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.files.inventory.Inventory;
import io.kanesh.files.inventory.StoredFile;
import io.kanesh.files.inventory.StoredFile.Form;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

    @TempDir
    Path folder;

    @Test
    void everyFileIsListedWithItsFormAndKey() throws IOException {
        var volume = new TestVolume(folder, Suite.AES_256_GCM);
        Files.writeString(volume.path("data/ks/t-1/nb-1-big-Data.db"), "rows");
        Files.writeString(volume.path("commitlog/CommitLog-7-1.log"), "log");
        Files.writeString(volume.path("saved_caches/KeyCache.db"), "cache");
        Files.createDirectories(folder.resolve("data/ks/t-1/snapshots"));
        Files.createLink(
                folder.resolve("data/ks/t-1/snapshots/nb-1-big-Data.db"),
                folder.resolve("data/ks/t-1/nb-1-big-Data.db"));
        Files.createFile(folder.resolve("data/ks/t-1/ColumnComplete.db"));
        Files.writeString(folder.resolve("data/stray.txt"), "x".repeat(500));

        var found = new HashMap<String, StoredFile>();
        Inventory.of(folder, file -> found.put(file.path(), file));
        var forms = new HashMap<String, Form>();
        found.forEach((path, file) -> forms.put(path, file.form()));
        assertThat(forms)
                .isEqualTo(Map.of(
                        "data/ks/t-1/nb-1-big-Data.db", Form.PAGES,
                        "data/ks/t-1/snapshots/nb-1-big-Data.db", Form.PAGES,
                        "commitlog/CommitLog-7-1.log", Form.APPEND,
                        "saved_caches/KeyCache.db", Form.BLOB,
                        "data/ks/t-1/ColumnComplete.db", Form.EMPTY,
                        "data/stray.txt", Form.NOT_ENCRYPTED));
        var data = found.get("data/ks/t-1/nb-1-big-Data.db");
        var link = found.get("data/ks/t-1/snapshots/nb-1-big-Data.db");
        assertThat(data.suite()).isEqualTo(Suite.AES_256_GCM);
        assertThat(volume.keys).containsKey(data.dataKeyId());
        assertThat(data.linked()).isNotEqualTo(link.linked());
        assertThat(data.bytes()).isEqualTo(128 + 4 + 16);
    }

    @Test
    void aFolderThatIsNotThereHasNoFiles() throws IOException {
        Inventory.of(folder.resolve("absent"), file -> {
            throw new AssertionError(file);
        });
    }
}
