package io.kanesh.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.agent.api.Instructions;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The agent endpoint with mutual TLS, in a few lines, with faults that a test turns on. */
final class FakeControlPlane implements AutoCloseable {
    final TestAuthority authority;
    final List<PublicKey> enrolled = new CopyOnWriteArrayList<>();
    final List<NodeReport> reports = new CopyOnWriteArrayList<>();
    final Map<String, TaskResult> results = new ConcurrentHashMap<>();
    final Map<CertificateRequest.Purpose, Integer> issued = new ConcurrentHashMap<>();
    volatile boolean loseEnrolAnswers;
    volatile Duration certificateLife = Duration.ofMinutes(30);
    volatile int polls;
    /** What it says of the control planes that are alive. */
    volatile List<String> endpoints = List.of();

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AgentTask> tasks = new ArrayList<>();
    private @Nullable DesiredConfiguration configuration;

    /** @param port 0 for a free one */
    FakeControlPlane(TestAuthority authority, int port) throws IOException {
        this.authority = authority;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var tls = authority.serverContext();
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = tls.getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.setExecutor(threads);
        server.createContext("/agent/v1/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "https://127.0.0.1:" + port();
    }

    synchronized void configure(DesiredConfiguration next) {
        configuration = next;
        notifyAll();
    }

    synchronized void ask(AgentTask task) {
        tasks.add(task);
        notifyAll();
    }

    @Nullable
    NodeReport lastReport() {
        return reports.isEmpty() ? null : reports.get(reports.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/agent/v1/enrol")) {
                enrol(exchange);
            } else if (!named(exchange)) {
                answer(exchange, 401, "{}");
            } else if (path.equals("/agent/v1/certificates")) {
                var request = read(exchange, CertificateRequest.class);
                issued.merge(request.purpose(), 1, Integer::sum);
                answer(exchange, 200, certificate(TestAuthority.keyOf(request.csrPem())));
            } else if (path.equals("/agent/v1/instructions")) {
                answer(exchange, 200, instructions(exchange.getRequestURI().getQuery()));
            } else if (path.equals("/agent/v1/reports")) {
                reports.add(read(exchange, NodeReport.class));
                answer(exchange, 204, "");
            } else {
                var id = path.replaceAll(".*/tasks/|/result", "");
                results.put(id, read(exchange, TaskResult.class));
                synchronized (this) {
                    tasks.removeIf(task -> task.id().equals(id));
                }
                answer(exchange, 204, "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enrol(HttpExchange exchange) throws IOException {
        var request = read(exchange, EnrolRequest.class);
        var key = TestAuthority.keyOf(request.csrPem());
        if (!request.token().equals("one-time-token") || enrolled.stream().anyMatch(known -> !known.equals(key))) {
            answer(exchange, 403, "{}");
            return;
        }
        enrolled.add(key);
        if (!loseEnrolAnswers) {
            answer(exchange, 200, certificate(key));
        }
    }

    private String certificate(PublicKey key) {
        return Json.write(new CertificateAnswer(authority.issue(key, certificateLife), authority.pem(), 0));
    }

    private synchronized String instructions(String query) throws InterruptedException {
        polls++;
        var held = Long.parseLong(query.replaceAll(".*generation=(\\d+).*", "$1"));
        for (var round = 0; round < 4 && nothingNew(held); round++) {
            wait(250);
        }
        var offered = configuration == null || configuration.generation() == held ? null : configuration;
        return Json.write(new Instructions(offered, List.copyOf(tasks), endpoints));
    }

    private synchronized boolean nothingNew(long held) {
        return (configuration == null || configuration.generation() == held) && tasks.isEmpty();
    }

    private static boolean named(HttpExchange exchange) {
        try {
            return ((HttpsExchange) exchange).getSSLSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        return Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), type);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
