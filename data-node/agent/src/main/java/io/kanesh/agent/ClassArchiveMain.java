package io.kanesh.agent;

import io.kanesh.agent.api.BootstrapDocument;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.SplittableRandom;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Runs one throw-away agent until it has called its control plane, for the JVM to archive what it loaded:
 *
 * <pre>java … -XX:ArchiveClassesAtExit=agent.jsa -cp 'lib/*' io.kanesh.agent.ClassArchiveMain --directory DIRECTORY</pre>
 *
 * <p>An agent that starts with {@code -XX:SharedArchiveFile=agent.jsa} enrols in about half the processor time. The archive holds
 * for these very jar files at this very place; the JVM goes on without it where it does not hold. It contains classes only.
 */
public final class ClassArchiveMain {

    private ClassArchiveMain() {}

    /** Argument: {@code --directory} and an empty directory, which whoever calls removes. */
    public static void main(String[] arguments)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        if (arguments.length != 2 || !arguments[0].equals("--directory")) {
            throw new IllegalArgumentException("usage: ClassArchiveMain --directory DIRECTORY");
        }
        var machine = new MachineDirectory(Path.of(arguments[1]));
        machine.prepare();
        // Nobody's control plane: it takes the call and never answers.
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var bootstrap = new BootstrapDocument(
                    "i-training",
                    "nd_training",
                    "https://127.0.0.1:" + silent.getLocalPort(),
                    anyCertificate(),
                    "no token");
            Files.writeString(machine.bootstrap(), Json.write(bootstrap));
            AgentLog.open(machine.log());
            try (var agent = new Agent(
                            machine,
                            machine.root().resolve("no-engine"),
                            "training",
                            InstantSource.system(),
                            new SplittableRandom(1));
                    var call = silent.accept()) {
                // The first bytes of its handshake: by then everything is loaded that an enrolment needs from here on.
                if (call.getInputStream().readNBytes(1).length == 0) {
                    throw new IOException("the agent hung up: " + agent.link().sentence());
                }
            }
        }
        System.exit(0);
    }

    private static String anyCertificate() throws GeneralSecurityException, OperatorCreationException, IOException {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        var name = new X500Principal("CN=training");
        var now = Instant.EPOCH;
        var certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now),
                        Date.from(now.plus(Duration.ofDays(40_000))),
                        name,
                        keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
