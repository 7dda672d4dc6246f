package io.kanesh.engine;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.EngineSettings.AdminRole;
import io.kanesh.engine.control.StartArguments;
import io.kanesh.engine.security.TestAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.mindrot.jbcrypt.BCrypt;

/** The first nodes of one cluster, on loopback addresses of this test process alone. */
final class TestCluster implements AutoCloseable {

    static final String ADMIN = "owner";
    static final String PASSWORD = "correct horse";

    private final TestAuthority authority = new TestAuthority();
    private final Path directory;
    private final List<StartArguments> arguments = new ArrayList<>();
    private final List<EngineProcess> engines = new ArrayList<>();

    TestCluster(int nodes, int network, long quotaBytes) throws IOException {
        directory = Files.createTempDirectory("kn");
        String hash = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4));
        List<String> addresses = IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> address(network, node))
                .toList();
        for (int node = 0; node < nodes; node++) {
            String address = addresses.get(node);
            EngineSettings settings = new EngineSettings(
                    "5.0.9",
                    "cl_test",
                    "dc1",
                    "rack" + node,
                    address,
                    addresses,
                    List.of(token(node, nodes)),
                    false,
                    512,
                    2,
                    quotaBytes,
                    Map.of("dc1", Math.min(3, nodes)),
                    new AdminRole(ADMIN, hash),
                    null,
                    0);
            Path machine = directory.resolve("n" + node);
            arguments.add(new StartArguments(
                    settings,
                    authority.issueNode(machine.resolve("agent"), "nd_" + node, address),
                    List.of("127.0.0.0/8")));
            engines.add(new EngineProcess(machine));
        }
    }

    /** 127.x.y.n with x and y from this process, so that builds side by side do not meet. */
    static String address(int network, int node) {
        long pid = ProcessHandle.current().pid();
        return "127." + (100 + pid % 100) + "." + (pid / 100 % 60 * 4 + network) + "." + node;
    }

    private static String token(int node, int nodes) {
        return BigInteger.TWO
                .pow(64)
                .multiply(BigInteger.valueOf(node))
                .divide(BigInteger.valueOf(nodes))
                .subtract(BigInteger.TWO.pow(63))
                .toString();
    }

    /**
     * A node with another address that takes over the tokens of a dead one; not launched yet.
     *
     * @return its number
     */
    int addReplacement(int lost) throws IOException {
        int node = engines.size();
        String address = settings(lost).address().replaceAll("\\d+$", String.valueOf(node + 1));
        List<String> seeds = List.of(settings(0).address(), settings(1).address());
        Path machine = directory.resolve("n" + node);
        arguments.add(new StartArguments(
                settings(lost).replacedAt(address, seeds),
                authority.issueNode(machine.resolve("agent"), "nd_" + node, address),
                arguments(lost).allowedCidrs()));
        engines.add(new EngineProcess(machine));
        return node;
    }

    EngineProcess engine(int node) {
        return engines.get(node);
    }

    EngineSettings settings(int node) {
        return arguments.get(node).settings();
    }

    StartArguments arguments(int node) {
        return arguments.get(node);
    }

    TestAuthority authority() {
        return authority;
    }

    /** Launches every node at once and waits until each takes clients. */
    void start() throws IOException {
        for (int node = 0; node < engines.size(); node++) {
            launch(node);
        }
        engines.forEach(EngineProcess::awaitServing);
    }

    void launch(int node) throws IOException {
        engines.get(node).start(arguments.get(node));
    }

    CqlSession session() {
        return session(0, ADMIN, PASSWORD);
    }

    CqlSession session(int node, String role, String password) {
        DriverConfigLoader loader = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(30))
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                .build();
        return CqlSession.builder()
                .withConfigLoader(loader)
                .addContactPoint(new InetSocketAddress(settings(node).address(), 9042))
                .withLocalDatacenter("dc1")
                .withAuthCredentials(role, password)
                .withSslContext(trusting(authority))
                .build();
    }

    static SSLContext trusting(TestAuthority authority) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("cluster", authority.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        for (EngineProcess engine : engines) {
            engine.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
