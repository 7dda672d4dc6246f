package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of a real node from several source addresses, which loopback has enough of. */
class AllowListIT {

    private static final String INSIDE = "127.9.9.9";
    private static final String OUTSIDE = "127.8.8.8";

    private final TestCluster cluster = ThreeNodes.cluster();

    @AfterEach
    void open() {
        admit("127.0.0.0/8");
    }

    @Test
    void letsInWhoIsOnTheListAndCutsWhoIsNot() throws IOException {
        try (SSLSocket inside = connect(INSIDE);
                SSLSocket outside = connect(OUTSIDE)) {
            assertThat(connected()).contains(INSIDE, OUTSIDE);

            assertThat(admit("127.9.9.0/24", "127.0.0.1", "2001:db8::/32")
                            .path("closed")
                            .asInt())
                    .isEqualTo(1);

            assertThat(isCut(outside)).isTrue();
            assertThat(canConnect(OUTSIDE)).isFalse();
            assertThat(canConnect(INSIDE)).isTrue();
            inside.startHandshake();
            assertThat(connected()).contains(INSIDE).doesNotContain(OUTSIDE);
        }
        cluster.session().close();
    }

    @Test
    void anEmptyListKeepsEverybodyOutButTheControlSocket() {
        try (CqlSession session = cluster.session()) {
            session.execute("SELECT release_version FROM system.local");
            admit();
            assertThat(canConnect("127.0.0.1")).isFalse();
            assertThat(cluster.engine(0).status().path("state").asText()).isEqualTo("SERVING");
            await().atMost(Duration.ofSeconds(10)).until(() -> connected().isEmpty());
            admit("127.0.0.0/8");
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> session.execute("SELECT release_version FROM system.local"));
        }
    }

    @Test
    void refusesWhatIsNoNetworkAndKeepsTheOldList() {
        JsonNode answer = cluster.engine(0).call("allowed-cidrs", Map.of("cidrs", List.of("10.0.0.0/8", "nonsense")));
        assertThat(answer.path("ok").asBoolean()).isFalse();
        assertThat(canConnect("127.0.0.1")).isTrue();
    }

    private JsonNode admit(String... cidrs) {
        JsonNode answer = cluster.engine(0).call("allowed-cidrs", Map.of("cidrs", List.of(cidrs)));
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    private List<String> connected() {
        return cluster.engine(0)
                .call("clients", Map.of())
                .path("result")
                .path("clients")
                .findValuesAsText("address");
    }

    private boolean canConnect(String from) {
        try (SSLSocket socket = connect(from)) {
            return socket.isConnected();
        } catch (IOException cut) {
            return false;
        }
    }

    /** A connection with TLS whose other end is this address. */
    private SSLSocket connect(String from) throws IOException {
        String node = cluster.settings(0).address();
        Socket plain = new Socket();
        plain.bind(new InetSocketAddress(from, 0));
        plain.connect(new InetSocketAddress(node, 9042), 5_000);
        SSLSocket socket = (SSLSocket)
                TestCluster.trusting(cluster.authority()).getSocketFactory().createSocket(plain, node, 9042, true);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static boolean isCut(SSLSocket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof java.net.SocketTimeoutException);
        }
    }
}
