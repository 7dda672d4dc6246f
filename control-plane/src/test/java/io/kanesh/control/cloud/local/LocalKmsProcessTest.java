package io.kanesh.control.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.local.LocalKmsAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, out of a machine image that is made of this test's class path. */
class LocalKmsProcessTest {
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ProcessTable processes = new ProcessTable();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Path home;
    private Path library;

    @BeforeEach
    void prepare() throws IOException {
        home = folder.resolve("kms");
        library = Files.createDirectories(folder.resolve("lib"));
    }

    @AfterEach
    void end() {
        LocalKmsProcess.running(home, processes).forEach(running -> {
            processes.kill(running);
            processes.exit(running).join();
        });
    }

    @Test
    void itIsAdoptedByTheNextControlPlaneAndStartedAnewWithItsKeysAndPortWhenItDied() throws IOException {
        makeImage();
        var first = supervisor();
        first.lookAround();
        var admin = admin();
        admin.createKey(KeyReference.parse("kanesh-local://local-1/orders"));
        assertThat(admin.address().getPort())
                .as("no outgoing connection gets it while the server is away")
                .isBetween(20_000, 29_999);
        var pid = LocalKmsProcess.running(home, processes);
        first.lookAround();
        supervisor().lookAround();
        assertThat(LocalKmsProcess.running(home, processes)).hasSize(1).isEqualTo(pid);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");

        processes.kill(pid.get(0));
        processes.exit(pid.get(0)).join();
        first.lookAround();
        assertThat(LocalKmsProcess.running(home, processes))
                .as("not sooner than two seconds after the last start")
                .isEmpty();
        now = now.plusSeconds(2);
        first.lookAround();
        var again = admin();
        assertThat(again.address()).as("nodes know the address").isEqualTo(admin.address());
        assertThat(again.keys()).hasSize(1);
    }

    @Test
    void withoutOneInTheImageNothingIsStarted() {
        supervisor().lookAround();

        assertThat(LocalKmsProcess.running(home, processes)).isEmpty();
        assertThat(home).doesNotExist();
    }

    private LocalKmsProcess supervisor() {
        return new LocalKmsProcess(folder, library, processes, () -> now);
    }

    /** The owner's client, once the server answers. */
    private LocalKmsAdmin admin() {
        return await().atMost(START)
                .ignoreExceptions()
                .until(
                        () -> {
                            var admin = LocalKmsAdmin.of(home);
                            admin.keys();
                            return admin;
                        },
                        admin -> true);
    }

    private void makeImage() throws IOException {
        for (var entry : System.getProperty("java.class.path").split(":")) {
            var path = Path.of(entry);
            if (Files.isDirectory(path.resolve("io/kanesh/kms"))) {
                pack(path, library.resolve(path.getParent().getParent().getFileName() + "-test.jar"));
            } else if (entry.matches(".*/(kms-|jackson-(core|databind|annotations)-2)[^/]*\\.jar")) {
                Files.createSymbolicLink(library.resolve(path.getFileName()), path);
            }
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
