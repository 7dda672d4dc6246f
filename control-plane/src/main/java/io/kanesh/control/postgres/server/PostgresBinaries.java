package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * An unpacked PostgreSQL.
 *
 * @param root holds {@code bin/postgres} and {@code bin/initdb}
 */
public record PostgresBinaries(Path root) {
    private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) (\\d+)");
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    /**
     * Unpacks the binaries on the class path below {@code directory}, once: the folder's name carries the checksum of the
     * archive, and it gets that name only when it is whole.
     *
     * @throws PostgresFault when there are none for this machine, or the disk refuses
     */
    public static PostgresBinaries unpack(Path directory) {
        URL archive = PostgresBinaries.class.getClassLoader().getResource(ARCHIVE);
        String machine = System.getProperty("os.arch", "");
        if (archive == null || !machine.equals("amd64")) {
            throw new PostgresFault("No PostgreSQL for " + machine + " comes with Kanesh. Set KANESH_DATABASE_URL to a"
                    + " PostgreSQL 15 to 18 of your own, e.g. jdbc:postgresql://127.0.0.1:5432/kanesh.");
        }
        try {
            Path whole = directory.resolve("binaries-" + checksum(archive));
            if (!Files.isDirectory(whole)) {
                Path part = Files.createDirectories(directory)
                        .resolve("unpacking-" + ProcessHandle.current().pid());
                Trees.delete(part);
                extract(archive, part);
                // Two processes may unpack at once; whoever comes second finds the work done.
                try {
                    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException taken) {
                    Trees.delete(part);
                    if (!Files.isDirectory(whole)) {
                        throw taken;
                    }
                }
            }
            return new PostgresBinaries(whole);
        } catch (IOException e) {
            throw new PostgresFault("PostgreSQL cannot be unpacked into " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Path of one program, e.g. {@code initdb}. */
    Path program(String name) {
        return root.resolve("bin").resolve(name);
    }

    /** The major version that the server itself says it is, e.g. 18. */
    int majorVersion() {
        try {
            Process process = new ProcessBuilder(program("postgres").toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(answer);
            if (!version.find()) {
                throw new PostgresFault(program("postgres") + " does not say its version: " + answer.strip());
            }
            return Integer.parseInt(version.group(1));
        } catch (IOException e) {
            throw new PostgresFault(program("postgres") + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static String checksum(URL archive) throws IOException {
        var connection = archive.openConnection();
        // The jar's own directory has the checksum; reading 15 MB at every start would cost more than the server's
        // start.
        return connection instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : Long.toHexString(connection.getContentLengthLong());
    }

    private static void extract(URL archive, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream(), 1 << 16);
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
