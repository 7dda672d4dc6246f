package io.kanesh.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kanesh.agent.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The engine's control socket: one JSON object a line, request and answer. A connection per call: it costs microseconds and leaves
 * nothing to repair when either side was restarted.
 */
public final class EngineSocket {
    /** Answers are small; a side that sends more than this is not our engine. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private final Path path;

    public EngineSocket(Path path) {
        this.path = path;
    }

    /** Nobody listens, or nothing could be sent: the engine has not heard us. */
    public static final class Unheard extends IOException {
        private static final long serialVersionUID = 1L;

        Unheard(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The engine's own "no", with its reason. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Sends one request and waits for its answer.
     *
     * @param arguments null for none
     * @return the result, an object (empty when the engine has nothing to say)
     * @throws Unheard when the engine has not got the request
     * @throws Refused when it answered with an error
     * @throws IOException when the answer did not come in time or was cut
     */
    public JsonNode call(String op, @Nullable ObjectNode arguments, Duration atMost) throws IOException {
        var request = Json.MAPPER.createObjectNode();
        request.put("id", 1);
        request.put("op", op);
        request.set("arguments", arguments == null ? Json.MAPPER.createObjectNode() : arguments);
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            send(channel, Json.write(request) + "\n");
            var answer = Json.MAPPER.readTree(line(channel, atMost));
            if (!answer.path("ok").asBoolean()) {
                throw new Refused(answer.path("error").asText("without a reason"));
            }
            return answer.path("result");
        }
    }

    private void send(SocketChannel channel, String text) throws Unheard {
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new Unheard("nobody listens on " + path, e);
        }
    }

    /** Reads with a selector, because a blocking read of a Unix-domain channel knows no time limit. */
    private static byte[] line(SocketChannel channel, Duration atMost) throws IOException {
        var line = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(16 << 10);
        var deadline = System.nanoTime() + atMost.toNanos();
        channel.configureBlocking(false);
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (true) {
                var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new IOException("no answer within " + atMost);
                }
                selector.select(left);
                selector.selectedKeys().clear();
                var count = channel.read(buffer.clear());
                if (count < 0) {
                    throw new IOException("the engine closed its socket in mid-answer");
                }
                for (var i = 0; i < count; i++) {
                    if (buffer.get(i) == '\n') {
                        return line.toByteArray();
                    }
                    line.write(buffer.get(i));
                }
                if (line.size() > LARGEST_ANSWER) {
                    throw new IOException("an answer longer than " + LARGEST_ANSWER + " bytes");
                }
            }
        }
    }
}
