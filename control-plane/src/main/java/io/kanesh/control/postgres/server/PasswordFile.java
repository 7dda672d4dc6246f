package io.kanesh.control.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The superuser's password: random, made once, readable by our user only. */
final class PasswordFile {
    private static final int BYTES = 24;

    private PasswordFile() {}

    static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            Files.createDirectories(file.getParent());
            // Whole or not there, and private from its first byte on: a crash in between must not leave an empty
            // password.
            Path part = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "postgres",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, HexFormat.of().formatHex(bytes), StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setPosixFilePermissions(file, Set.copyOf(PosixFilePermissions.fromString("rw-------")));
        return Files.readString(file).strip();
    }
}
