package io.kanesh.it.client;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a client must know of a cluster.
 *
 * @param hosts addresses of some nodes; the driver finds the others
 * @param dataCenter the data center whose nodes serve this client
 * @param authorityPem the certificates of the cluster's own CA, PEM; nodes show certificates issued by it for their
 *     addresses
 */
public record ClusterConnection(
        List<String> hosts, int port, String dataCenter, String authorityPem, String username, String password) {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    /** The driver's own is a minute: too long where every node of a cluster may end and come back together. */
    private static final Duration LONGEST_RECONNECT_PAUSE = Duration.ofSeconds(2);

    public ClusterConnection {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("no host is given");
        }
    }

    /**
     * Reads {@code CQL_HOSTS} (comma-separated), {@code CQL_PORT}, {@code CQL_DATACENTER}, {@code CQL_CA} (a file),
     * {@code CQL_USERNAME} and {@code CQL_PASSWORD}: the same variables as the client examples of the guides.
     *
     * @throws IllegalArgumentException naming the variable that is missing
     */
    public static ClusterConnection fromEnvironment(Map<String, String> environment) throws IOException {
        return new ClusterConnection(
                List.of(required(environment, "CQL_HOSTS").split(",")),
                Integer.parseInt(environment.getOrDefault("CQL_PORT", "9042")),
                required(environment, "CQL_DATACENTER"),
                Files.readString(Path.of(required(environment, "CQL_CA"))),
                required(environment, "CQL_USERNAME"),
                required(environment, "CQL_PASSWORD"));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    /** A session over TLS that checks both the CA and the node's address in its certificate. */
    public CqlSession open() {
        return builder().build();
    }

    /** For sessions with more settings; {@link #open()} is the usual way. */
    public CqlSessionBuilder builder() {
        return CqlSession.builder()
                .addContactPoints(hosts.stream()
                        .map(host -> new InetSocketAddress(host, port))
                        .toList())
                .withLocalDatacenter(dataCenter)
                .withAuthCredentials(username, password)
                .withSslEngineFactory(new ProgrammaticSslEngineFactory(tls(), null, true))
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_TIMEOUT)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, REQUEST_TIMEOUT)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, REQUEST_TIMEOUT)
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, LONGEST_RECONNECT_PAUSE)
                        .build());
    }

    private SSLContext tls() {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.US_ASCII)))) {
                trusted.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException fault) {
            throw new IllegalArgumentException("The cluster's CA certificates cannot be read", fault);
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return String.join(
                ",",
                Stream.concat(hosts.stream(), Stream.of(dataCenter, username)).toList());
    }
}
