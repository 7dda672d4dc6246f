package io.kanesh.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in, by address of either family; on real sockets for each family that this machine's loopback has. */
class DoorkeeperTest {

    private final Doorkeeper doorkeeper = new Doorkeeper();

    @ParameterizedTest
    @CsvSource({
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::7/128, 2001:db8::7, true",
        "2001:db8::7/128, 2001:db8::8, false",
        "::/0, fe80::1, true",
        "::/0, 10.0.0.1, false",
        "0.0.0.0/0, fe80::1, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "10.0.0.0/8, 11.0.0.1, false",
        // An IPv4 client at a socket of both families: Java hands it out as IPv4.
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
    })
    void looksAtTheAddressOfEitherFamily(String allowed, String peer, boolean isLetIn) throws Exception {
        doorkeeper.admit(List.of(allowed));
        EmbeddedChannel channel = channelOf(peer);
        assertThat(channel.isOpen()).isEqualTo(isLetIn);
        var unused = channel.close();
    }

    @Test
    void nobodyIsLetInBeforeSomebodyHasSaidWho() throws Exception {
        assertThat(channelOf("127.0.0.1").isOpen()).isFalse();
        assertThat(channelOf("::1").isOpen()).isFalse();
    }

    @Test
    void whatIsNoNetworkChangesNothing() throws Exception {
        doorkeeper.admit(List.of("2001:db8::/32"));
        assertThatThrownBy(() -> doorkeeper.admit(List.of("::/0", "2001:db8::/129")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(channelOf("2001:db8::1").isOpen()).isTrue();
        assertThat(channelOf("2001:db9::1").isOpen()).isFalse();
    }

    private EmbeddedChannel channelOf(String peer) throws UnknownHostException {
        var address = new InetSocketAddress(InetAddress.getByName(peer), 40_000);
        return new EmbeddedChannel(doorkeeper) {
            @Override
            protected SocketAddress remoteAddress0() {
                return address;
            }
        };
    }

    static Stream<InetAddress> loopbackAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(network -> network.getName().equals("lo"))
                .flatMap(NetworkInterface::inetAddresses);
    }

    @ParameterizedTest
    @MethodSource("loopbackAddresses")
    void opensAndCutsRealSocketsOfTheFamily(InetAddress address) throws Exception {
        var threads = new NioEventLoopGroup(1);
        try {
            Channel server = new ServerBootstrap()
                    .group(threads)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(doorkeeper)
                    .bind(address, 0)
                    .sync()
                    .channel();
            var port = (InetSocketAddress) server.localAddress();
            String own = address.getHostAddress().replaceAll("%.*", "");
            doorkeeper.admit(List.of(own.contains(":") ? own + "/128" : own + "/32"));
            try (var client = connect(port)) {
                assertThat(isOpen(client)).isTrue();
                assertThat(doorkeeper.peers()).hasSize(1);
                assertThat(doorkeeper.admit(List.of("2001:db8::/32", "192.0.2.0/24")))
                        .isEqualTo(1);
                await().atMost(Duration.ofSeconds(10)).until(() -> !isOpen(client));
            }
            try (var late = connect(port)) {
                await().atMost(Duration.ofSeconds(10)).until(() -> !isOpen(late));
            }
        } finally {
            var unused = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private static Socket connect(InetSocketAddress server) throws IOException {
        var socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(300);
        return socket;
    }

    /** The server says nothing: silence means open. */
    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silence) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
