package io.kanesh.control.database.control;

import io.kanesh.control.cluster.ClusterStatus.DataCenterStatus;
import io.kanesh.control.cluster.Clusters.Connection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/**
 * Everything that a program needs to connect, but the password, in one zip: the CA certificates, settings in the forms that
 * drivers read, and the examples.
 */
@Component
public class ConnectionBundle {
    /** The trust store holds nothing secret; the Java driver wants a password all the same. */
    private static final String TRUST_STORE_PASSWORD = "kanesh";

    private final Snippets snippets;

    ConnectionBundle(Snippets snippets) {
        this.snippets = snippets;
    }

    /** The zip. The first data center is taken as the client's own; a line in each file says where to change it. */
    public byte[] of(Connection connection) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("ca.pem", bytes(connection.caPem()));
        files.put("truststore.p12", trustStore(connection.caPem()));
        files.put("connect.env", bytes(environment(connection)));
        files.put("application.conf", bytes(javaDriver(connection)));
        snippets.files().forEach((name, text) -> files.put("examples/" + name, bytes(text)));
        return zip(files);
    }

    private static List<DataCenterStatus> dataCenters(Connection connection) {
        return connection.view().cluster().status().dataCenters();
    }

    private static String firstDataCenter(Connection connection) {
        return dataCenters(connection).stream()
                .map(DataCenterStatus::name)
                .findFirst()
                .orElse("dc1");
    }

    private static List<String> hosts(Connection connection) {
        return dataCenters(connection).stream()
                .flatMap(dataCenter -> dataCenter.contactPoints().stream())
                .toList();
    }

    private static String environment(Connection connection) {
        return String.join(
                "\n",
                "# For the examples: set -a; . ./connect.env; set +a",
                "# CQL_CA is relative to this folder. Put the password into CQL_PASSWORD, and keep it out of files.",
                "CQL_HOSTS=" + String.join(",", hosts(connection)),
                "CQL_PORT=" + connection.port(),
                "# The data center that is near the client; there are: "
                        + dataCenters(connection).stream()
                                .map(DataCenterStatus::name)
                                .collect(Collectors.joining(", ")),
                "CQL_DATACENTER=" + firstDataCenter(connection),
                "CQL_CA=ca.pem",
                "CQL_USERNAME=" + connection.userName(),
                "");
    }

    private static String javaDriver(Connection connection) {
        String contactPoints = hosts(connection).stream()
                .map(host -> "\"" + host + ":" + connection.port() + "\"")
                .collect(Collectors.joining(", "));
        return String.join(
                "\n",
                "# Settings of the Java driver 4.x: DriverConfigLoader.fromFile(…), or application.conf on the class path.",
                "datastax-java-driver {",
                "  basic.contact-points = [" + contactPoints + "]",
                "  # The data center that is near the client.",
                "  basic.load-balancing-policy.local-datacenter = \"" + firstDataCenter(connection) + "\"",
                "  advanced.ssl-engine-factory {",
                "    class = DefaultSslEngineFactory",
                "    hostname-validation = true",
                "    # Relative to where the program is started.",
                "    truststore-path = \"truststore.p12\"",
                "    truststore-password = \"" + TRUST_STORE_PASSWORD + "\"",
                "  }",
                "  advanced.auth-provider {",
                "    class = PlainTextAuthProvider",
                "    username = \"" + connection.userName() + "\"",
                "    username = ${?CQL_USERNAME}",
                "    password = ${?CQL_PASSWORD}",
                "  }",
                "}",
                "");
    }

    private static byte[] trustStore(String caPem) {
        try (var out = new ByteArrayOutputStream()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII)))) {
                store.setCertificateEntry("ca" + store.size(), certificate);
            }
            store.store(out, TRUST_STORE_PASSWORD.toCharArray());
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("our own CA certificates cannot be read", unreadable);
        }
    }

    private static byte[] zip(Map<String, byte[]> files) {
        try (var out = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
