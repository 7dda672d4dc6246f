package io.kanesh.engine;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.EngineSettings.AdminRole;
import io.kanesh.engine.control.ControlSocket;
import io.kanesh.engine.control.EngineStatus.State;
import io.kanesh.engine.control.Operations;
import io.kanesh.engine.control.StartArguments;
import io.kanesh.engine.control.StartArguments.Tls;
import io.kanesh.engine.keys.EncryptedStorage;
import io.kanesh.engine.keys.TrainingKeys;
import io.kanesh.engine.settings.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs one throw-away node from start to end, for the JVM to archive what it loaded:
 *
 * <pre>java @conf/jvm.options @conf/small-heap.options -XX:ArchiveClassesAtExit=engine.jsa -cp 'lib/*' io.kanesh.engine.ClassArchive --address 127.1.2.3</pre>
 *
 * <p>An engine that starts with {@code -XX:SharedArchiveFile=engine.jsa} then needs about half the processor time for its
 * start. The archive holds for these very jar files at this very place; the JVM goes on without it where it does not hold. It
 * contains classes only, nothing of this node.
 */
public final class ClassArchive {

    private static final String ALIAS = "node";

    /** Of a key store that lives for a second in a directory of ours. */
    private static final String STORE_PASSWORD = "training";

    private ClassArchive() {}

    /** Arguments: {@code --address} and a loopback address with ports 7000 and 9042 free. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        if (arguments.length != 2 || !arguments[0].equals("--address")) {
            throw new IllegalArgumentException("usage: ClassArchive --address LOOPBACK_ADDRESS");
        }
        Path directory = Files.createTempDirectory("ka");
        Home home = new Home(directory.resolve("data"));
        home.prepare();
        EngineMain.pointSystemAt(home);
        String address = arguments[1];
        Tls tls = selfSigned(directory, address);
        EncryptedStorage storage = new EncryptedStorage(home);
        Engine engine = new Engine(
                home, storage, ProcessHandle.current().info().startInstant().orElseThrow(), out);
        storage.open(TrainingKeys.of(home.keyring()));
        ControlSocket socket = ControlSocket.open(directory.resolve("s"), Operations.of(engine));
        engine.start(new StartArguments(settings(address), tls, List.of()));
        engine.awaitStart();
        if (engine.status().state() != State.SERVING || engine.metrics().isEmpty()) {
            throw new IllegalStateException("the node did not come to serve");
        }
        engine.stop();
        if (!engine.runUntilStopped()) {
            throw new IllegalStateException("the node was stopped while it was starting");
        }
        socket.close();
        delete(directory);
        System.exit(0);
    }

    private static EngineSettings settings(String address) {
        return new EngineSettings(
                "5.0.9",
                "training",
                "dc1",
                "rack1",
                address,
                List.of(address),
                List.of("0"),
                false,
                512,
                2,
                1L << 30,
                Map.of("dc1", 1),
                // A hash of nothing: no password fits it.
                new AdminRole("nobody", "-"),
                null,
                0);
    }

    /** The JDK's own tool makes the certificate; there is no public interface for that. */
    private static Tls selfSigned(Path directory, String address)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("store");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "1",
                        "-dname",
                        "CN=training",
                        "-ext",
                        "san=uri:kanesh:node:training,ip:" + address,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        char[] password = STORE_PASSWORD.toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        PrivateKeyEntry entry = (PrivateKeyEntry) keys.getEntry(ALIAS, new PasswordProtection(password));
        String certificate = pem("CERTIFICATE", entry.getCertificate().getEncoded());
        return new Tls(
                write(
                        directory.resolve("key.pem"),
                        pem("PRIVATE KEY", entry.getPrivateKey().getEncoded())),
                write(directory.resolve("certificate.pem"), certificate),
                write(directory.resolve("ca.pem"), certificate));
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
    }

    private static String write(Path file, String text) throws IOException {
        return Files.writeString(file, text).toString();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
