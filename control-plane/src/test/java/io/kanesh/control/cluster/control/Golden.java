package io.kanesh.control.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are checked in, so that a review sees what changes; written anew with {@code -Dkanesh.golden=update}. */
final class Golden {
    private Golden() {}

    static void check(String name, String text) {
        Path file = Path.of("src", "test", "resources", "golden", name);
        try {
            if ("update".equals(System.getProperty("kanesh.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(file).as("generate it with -Dkanesh.golden=update").exists();
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
