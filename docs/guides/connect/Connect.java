import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.io.FileInputStream;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Connects to a cluster and reads three orders. See README.md for the variables. */
public class Connect {
    public static void main(String[] arguments) throws Exception {
        var hosts = Stream.of(System.getenv("CQL_HOSTS").split(","))
                .map(host -> new InetSocketAddress(host, Integer.parseInt(System.getenv("CQL_PORT"))))
                .toList();
        try (var session = CqlSession.builder()
                .addContactPoints(hosts)
                .withLocalDatacenter(System.getenv("CQL_DATACENTER"))
                .withAuthCredentials(System.getenv("CQL_USERNAME"), System.getenv("CQL_PASSWORD"))
                .withSslEngineFactory(new ProgrammaticSslEngineFactory(tls(), null, true)) // true: check the address too
                .build()) {
            var version = session.execute("SELECT release_version FROM system.local").one();
            System.out.println("Java: connected to Cassandra " + version.getString(0));
            session.execute("SELECT merchant, goods, total FROM bazaar.orders LIMIT 3")
                    .forEach(row -> System.out.println(
                            row.getString("merchant") + " " + row.getString("goods") + " " + row.getBigDecimal("total")));
        }
    }

    private static SSLContext tls() throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var file = new FileInputStream(System.getenv("CQL_CA"))) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry(String.valueOf(trusted.size()), certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
