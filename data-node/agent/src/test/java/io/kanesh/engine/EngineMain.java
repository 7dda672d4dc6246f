package io.kanesh.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the control socket's protocol. What it is told goes to {@code HOME/told}, one line each, so that a test can read it; the
 * file {@code HOME/behaviour} makes it {@code die}, {@code refuse} or {@code deaf} (to stop and to SIGTERM).
 */
public final class EngineMain {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private String state = "WAITING";
    private @Nullable JsonNode settings;
    private long leaseMillisLeft;

    private EngineMain(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws IOException {
        var engine = new EngineMain(Path.of(arguments[1]));
        engine.tell("process " + ProcessHandle.current().pid());
        if (engine.behaves("die")) {
            System.out.println("no room for INSERT INTO ks.t (k) VALUES ('a secret value')");
            System.exit(7);
        }
        if (engine.behaves("deaf")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }));
        }
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(Path.of(arguments[3])));
        while (true) {
            try (var peer = server.accept()) {
                engine.serve(peer);
            }
        }
    }

    private void serve(SocketChannel peer) throws IOException {
        var lines = new BufferedReader(Channels.newReader(peer, StandardCharsets.UTF_8));
        var line = lines.readLine();
        if (line == null) {
            return;
        }
        var request = JSON.readTree(line);
        var answer = JSON.createObjectNode();
        answer.set("id", request.get("id"));
        answer.put("ok", true);
        perform(request.path("op").asText(), request.path("arguments"), answer);
        peer.write(ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        if (state.equals("STOPPING")) {
            System.exit(0);
        }
    }

    private void perform(String op, JsonNode arguments, ObjectNode answer) throws IOException {
        if (!op.equals("status") && !op.equals("metrics")) {
            tell(op);
        }
        if (arguments.has("allowedCidrs")) {
            tell("admits " + arguments.get("allowedCidrs"));
        }
        switch (op) {
            case "start" -> {
                if (behaves("refuse") || (settings != null && !settings.equals(arguments.get("settings")))) {
                    answer.put("ok", false);
                    answer.put("error", "not these settings");
                    return;
                }
                settings = arguments.get("settings");
                for (var file : new String[] {"keyPem", "certificatePem", "caPem"}) {
                    Files.readString(Path.of(arguments.get("tls").get(file).asText()));
                }
                state = "SERVING";
            }
            case "keys", "lease" ->
                leaseMillisLeft = arguments.path("leaseMillis").asLong();
            case "seal" -> {
                leaseMillisLeft = 0;
                System.exit(4);
            }
            case "drain" -> state = "DRAINED";
            case "stop" -> state = behaves("deaf") ? state : "STOPPING";
            case "logs" ->
                answer.putObject("result").put("text", "INFO slow: SELECT a FROM b.c WHERE k = 'Ann' AND n = 17\n");
            case "metrics" -> answer.putObject("result").put("requests", 42.0);
            case "status" -> {
                var result = answer.putObject("result");
                result.put("state", state);
                result.put("version", "5.0.9");
                result.put("hostId", "host");
                result.putArray("liveNodes").add("127.0.0.1");
                result.putArray("downNodes");
                result.put("pid", ProcessHandle.current().pid());
                if (leaseMillisLeft > 0) {
                    result.put("leaseMillisLeft", leaseMillisLeft);
                }
            }
            default -> {}
        }
    }

    private boolean behaves(String how) throws IOException {
        var file = home.resolve("behaviour");
        return Files.exists(file) && Files.readString(file).strip().equals(how);
    }

    private void tell(String what) throws IOException {
        Files.writeString(home.resolve("told"), what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
