package io.kanesh.control.keys.planning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Texts that ship with the program, with places for names: {@code ${name}}. */
final class Templates {
    private Templates() {}

    /** @throws IllegalStateException when a place is left */
    static String fill(String file, Map<String, String> names) {
        String text = read(file);
        for (var name : names.entrySet()) {
            text = text.replace("${" + name.getKey() + "}", name.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalStateException(file + " has a place that nobody filled: " + text);
        }
        return text.strip();
    }

    private static String read(String file) {
        try (InputStream in = Templates.class.getResourceAsStream("/keys/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
