package io.kanesh.kms.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where both clouds turn a caller into another identity, on the wire: {@code AssumeRole} of AWS STS (query protocol, XML) and
 * {@code generateAccessToken} of Google's IAM (JSON). It gives credentials of a principal that is trusted, with the external
 * id that is asked of it; the simulators of the KMS ask it whose credentials a call carries. Signatures are not checked.
 */
public final class IdentitySimulator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String GOOGLE_VERB = ":generateAccessToken";

    private final InstantSource clock;
    private final HttpServer http;
    private final Map<String, String> trusted = new ConcurrentHashMap<>();
    private final Map<String, String> issued = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile String newestSession = "";

    public IdentitySimulator(InstantSource clock) {
        this.clock = clock;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        http.createContext("/", this::serve);
        http.start();
    }

    /** For the clients' endpoint override. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** @param externalId what a caller must name; empty for Google's service accounts, which have none */
    public void trust(String principal, String externalId) {
        trusted.put(principal, externalId);
    }

    public void distrust(String principal) {
        trusted.remove(principal);
    }

    /** Whom an access key id or a bearer token was given for; null when it was not given here. */
    public @Nullable String principalOf(String credential) {
        return issued.get(credential);
    }

    /** How often credentials were given. */
    public int given() {
        return count.get();
    }

    /** The session name that AWS's client gave last. */
    public String newestSession() {
        return newestSession;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith(GOOGLE_VERB)) {
                google(exchange, path.substring(path.lastIndexOf('/') + 1, path.length() - GOOGLE_VERB.length()));
            } else {
                aws(exchange, form(exchange));
            }
        }
    }

    private void aws(HttpExchange exchange, Map<String, String> form) throws IOException {
        var role = form.getOrDefault("RoleArn", "");
        var wanted = trusted.get(role);
        if (!"AssumeRole".equals(form.get("Action"))
                || wanted == null
                || !wanted.equals(form.getOrDefault("ExternalId", ""))) {
            send(exchange, 403, "text/xml", """
                    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
                    <Code>AccessDenied</Code><Message>User is not authorized to perform: sts:AssumeRole on resource: %s</Message>\
                    </Error><RequestId>sts-refused</RequestId></ErrorResponse>""".formatted(role));
            return;
        }
        newestSession = form.getOrDefault("RoleSessionName", "");
        var id = give("ASIA", role);
        send(exchange, 200, "text/xml", """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
                <AccessKeyId>%s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken>\
                <Expiration>%s</Expiration></Credentials></AssumeRoleResult>\
                <ResponseMetadata><RequestId>sts-1</RequestId></ResponseMetadata></AssumeRoleResponse>""".formatted(id, expiry()));
    }

    private void google(HttpExchange exchange, String account) throws IOException {
        if (!trusted.containsKey(account)) {
            send(exchange, 403, "application/json", "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\"}}");
            return;
        }
        var answer = JSON.createObjectNode()
                .put("accessToken", give("ya29.", account))
                .put("expireTime", expiry());
        send(exchange, 200, "application/json", answer.toString());
    }

    private String give(String prefix, String principal) {
        var credential = prefix + "SIMULATED" + count.incrementAndGet();
        issued.put(credential, principal);
        return credential;
    }

    private String expiry() {
        return clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        var found = new HashMap<String, String>();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            found.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return found;
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
