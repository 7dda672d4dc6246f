package io.kanesh.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void answersEachLineWithItsId() throws IOException {
        try (ControlSocket socket = ControlSocket.open(path(), Operations.of(new Recorded()))) {
            assertThat(ask("{\"id\":1,\"op\":\"metrics\"}"))
                    .isEqualTo("{\"id\":1,\"ok\":true,\"result\":{\"reads_total\":2.0}}");
            assertThat(ask("{\"id\":\"a\",\"op\":\"stop\"}")).isEqualTo("{\"id\":\"a\",\"ok\":true,\"result\":{}}");
            assertThat(ask("{\"id\":2,\"op\":\"drain\"}"))
                    .isEqualTo("{\"id\":2,\"ok\":false,\"error\":\"not serving yet\"}");
            assertThat(ask("{\"id\":3,\"op\":\"dump-heap\"}")).contains("\"ok\":false", "unknown operation");
            assertThat(ask("{\"id\":4,\"op\":\"status\"}"))
                    .contains("\"waitingFor\":\"waits for 10.0.0.2 of its 3 seeds\"");
        }
    }

    @Test
    void aMalformedLineIsRefusedWithoutRepeatingIt() throws IOException {
        try (ControlSocket socket = ControlSocket.open(path(), Operations.of(new Recorded()))) {
            assertThat(ask("{\"op\":\"start\",\"arguments\":{\"settings\":{\"admin\":\"$2a$10$secret\"}}}"))
                    .contains("not understood at 'settings.admin'")
                    .doesNotContain("secret");
            assertThat(ask("hash $2a$10$secret")).contains("\"ok\":false").doesNotContain("secret");
        }
    }

    @Test
    void onlyItsOwnUserMayOpenIt() throws IOException {
        Files.writeString(path(), "left by a dead engine");
        try (ControlSocket socket = ControlSocket.open(path(), Operations.of(new Recorded()))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aPathTheSystemCannotTakeIsRefused() {
        Path tooLong = directory.resolve("x".repeat(120));
        assertThatThrownBy(() -> ControlSocket.open(tooLong, Operations.of(new Recorded())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 100");
    }

    private Path path() {
        return directory.resolve("e.sock");
    }

    private String ask(String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path()));
            channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
            return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine();
        }
    }

    /** Fixed answers. */
    private static final class Recorded implements EngineOperations {

        @Override
        public void start(StartArguments arguments) {
            throw new AssertionError("nothing here starts");
        }

        @Override
        public EngineStatus status() {
            return new EngineStatus(
                    EngineStatus.State.STARTING,
                    "waits for 10.0.0.2 of its 3 seeds",
                    null,
                    null,
                    List.of(),
                    List.of(),
                    "5.0.9",
                    "2026-11-21T00:00:00Z",
                    1,
                    null,
                    null);
        }

        @Override
        public Map<String, Double> metrics() {
            return Map.of("reads_total", 2.0);
        }

        @Override
        public void drain() {
            throw new OperationRefused("not serving yet");
        }

        @Override
        public void stop() {}

        @Override
        public void reloadTls() {}
    }
}
