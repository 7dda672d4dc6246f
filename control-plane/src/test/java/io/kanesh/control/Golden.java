package io.kanesh.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file that is checked in: stale is a failure, and {@code -Dkanesh.golden=update} writes it anew. */
public final class Golden {
    private Golden() {}

    /** @param file relative to the module, e.g. {@code src/test/resources/golden/schema.sql} */
    public static void assertFresh(Path file, String generated) throws IOException {
        if ("update".equals(System.getProperty("kanesh.golden"))) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, generated);
        }
        String checkedIn = Files.exists(file) ? Files.readString(file) : "";
        assertThat(generated)
                .as(
                        "%s is stale. If the change is meant: mvn -pl control-plane -am test -Dkanesh.golden=update, and look"
                                + " at the difference",
                        file)
                .isEqualTo(checkedIn);
    }
}
