package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;

/** The connection bundle of a cluster, as a user unpacks it. */
final class Bundle {
    private Bundle() {}

    /** Every file below the folder; one that would lie elsewhere is a fault. */
    static void unzip(byte[] zip, Path folder) throws IOException {
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var file = folder.resolve(entry.getName()).normalize();
                assertThat(file).startsWithRaw(folder);
                Files.createDirectories(file.getParent());
                Files.write(file, entries.readAllBytes());
            }
        }
    }
}
