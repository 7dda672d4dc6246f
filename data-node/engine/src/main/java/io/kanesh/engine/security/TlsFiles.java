package io.kanesh.engine.security;

import io.kanesh.engine.control.StartArguments.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The PEM files that Cassandra reads: it wants key and certificates in one file, the agent keeps them apart.
 *
 * @param directory for this user only
 */
public record TlsFiles(Path directory) {

    /** Private key, then the certificate chain. */
    public Path identity() {
        return directory.resolve("node.pem");
    }

    /** Trusted authorities. */
    public Path trusted() {
        return directory.resolve("trusted.pem");
    }

    /** Takes over the agent's files; each is replaced at once, so that a reader sees the old or the new one. */
    public void adopt(Tls source) throws IOException {
        String key = Files.readString(Path.of(source.keyPem()), StandardCharsets.UTF_8);
        String chain = Files.readString(Path.of(source.certificatePem()), StandardCharsets.UTF_8);
        replace(identity(), key.strip() + "\n" + chain.strip() + "\n");
        replace(trusted(), Files.readString(Path.of(source.caPem()), StandardCharsets.UTF_8));
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                Files.newByteChannel(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyUs)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
