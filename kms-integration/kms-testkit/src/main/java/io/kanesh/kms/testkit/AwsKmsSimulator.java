package io.kanesh.kms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.KeyState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * AWS KMS on the wire: JSON over HTTP with {@code X-Amz-Target}, the service's own error names. Signatures are not checked; the
 * caller's permissions are per key.
 */
public final class AwsKmsSimulator implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> OPERATIONS = Map.of(
            "GenerateDataKey", "generate",
            "Encrypt", "encrypt",
            "Decrypt", "decrypt",
            "DescribeKey", "describe",
            "ReEncrypt", "re-encrypt");
    private static final Map<KeyState, String> STATES = Map.of(
            KeyState.ENABLED, "Enabled",
            KeyState.DISABLED, "Disabled",
            KeyState.PENDING_DELETION, "PendingDeletion",
            KeyState.PENDING_REPLICA_DELETION, "PendingReplicaDeletion",
            KeyState.PENDING_IMPORT, "PendingImport",
            KeyState.UNAVAILABLE, "Unavailable",
            KeyState.CREATING, "Creating",
            KeyState.UPDATING, "Updating");

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, SimulatedKey> keys = new ConcurrentHashMap<>();
    private final PlannedFaults faults = new PlannedFaults();
    private final AtomicInteger requests = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable IdentitySimulator identities;
    private volatile String admitted = "";

    /** A refusal under the service's own name. */
    private static final class AwsError extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String type;
        private final int status;

        AwsError(int status, String type, String message) {
            super(message);
            this.status = status;
            this.type = type;
        }
    }

    public AwsKmsSimulator() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    /** For the client's endpoint override. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** A new key under this ARN, with every permission. */
    public SimulatedKey createKey(String arn) {
        return keys.computeIfAbsent(arn, name -> new SimulatedKey(name, random, Set.copyOf(OPERATIONS.values())));
    }

    /** A replica of a multi-region key: opens what the primary wrapped, in a region of its own. */
    public SimulatedKey createReplica(SimulatedKey primary, String arn) {
        return keys.computeIfAbsent(arn, primary::replica);
    }

    public void fail(WireFault fault, int times) {
        faults.plan(fault, times);
    }

    /** From now on only calls with this principal's credentials are heard. */
    public void admitOnly(String principal, IdentitySimulator from) {
        admitted = principal;
        identities = from;
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        faults.plan(WireFault.DROP, 0);
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            serveOpen(exchange);
        }
    }

    private void serveOpen(HttpExchange exchange) throws IOException {
        try {
            var body = JSON.readTree(exchange.getRequestBody());
            var fault = faults.next();
            if (fault != null && endsConnection(fault, exchange)) {
                return;
            }
            faults.hold(fault);
            refuse(fault);
            admit(exchange.getRequestHeaders().getFirst("Authorization"));
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var answer = answer(target.substring(target.indexOf('.') + 1), body, fault);
            if (fault == WireFault.WRONG_KEY_ID) {
                answer.put("KeyId", "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000");
            }
            send(exchange, 200, answer, fault == WireFault.HALF_BODY);
        } catch (AwsError error) {
            var failure = JSON.createObjectNode();
            failure.put("__type", error.type);
            failure.put("message", error.getMessage());
            send(exchange, error.status, failure, false);
        }
    }

    private void admit(@Nullable String authorization) {
        var known = identities;
        if (known == null) {
            return;
        }
        var id = authorization == null ? "" : authorization.replaceFirst("^.*Credential=([^/]*)/.*$", "$1");
        var principal = known.principalOf(id);
        if (principal == null) {
            throw new AwsError(400, "UnrecognizedClientException", "The security token included is invalid.");
        }
        if (!principal.equals(admitted)) {
            throw new AwsError(400, "AccessDeniedException", "User: " + principal + " is not authorized");
        }
    }

    private boolean endsConnection(WireFault fault, HttpExchange exchange) throws IOException {
        if (fault == WireFault.HANG) {
            exchange.sendResponseHeaders(200, 1000);
            try {
                faults.released().await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
        return fault == WireFault.HANG || fault == WireFault.DROP;
    }

    private static void refuse(@Nullable WireFault fault) {
        if (fault == WireFault.THROTTLE) {
            throw new AwsError(400, "ThrottlingException", "Rate exceeded");
        } else if (fault == WireFault.SERVER_ERROR) {
            throw new AwsError(500, "KMSInternalException", "Internal failure");
        } else if (fault == WireFault.EXPIRED_TOKEN) {
            throw new AwsError(400, "ExpiredTokenException", "The security token included in the request is expired");
        } else if (fault == WireFault.UNKNOWN_CODE) {
            throw new AwsError(400, "NeverHeardOfException", "Something new");
        }
    }

    private ObjectNode answer(String operation, JsonNode body, @Nullable WireFault fault) {
        var ours = OPERATIONS.get(operation);
        if (ours == null) {
            throw new AwsError(400, "UnknownOperationException", operation);
        }
        return switch (operation) {
            case "GenerateDataKey" -> {
                var key = usable(body.path("KeyId").asText(), ours);
                var plain = key.random(fault == WireFault.WRONG_PLAINTEXT_LENGTH ? 16 : 32);
                yield blob("CiphertextBlob", key.wrap(plain, context(body, "EncryptionContext")), key)
                        .put("Plaintext", encode(plain));
            }
            case "Encrypt" -> {
                var key = usable(body.path("KeyId").asText(), ours);
                var sealed = key.wrap(decode(body, "Plaintext"), context(body, "EncryptionContext"));
                yield blob("CiphertextBlob", sealed, key);
            }
            case "Decrypt" -> {
                var key = usable(body.path("KeyId").asText(), ours);
                var plain = open(key, decode(body, "CiphertextBlob"), context(body, "EncryptionContext"));
                yield blob("Plaintext", plain, key);
            }
            case "ReEncrypt" -> {
                var source = usable(body.path("SourceKeyId").asText(), ours);
                var target = usable(body.path("DestinationKeyId").asText(), ours);
                var plain = open(source, decode(body, "CiphertextBlob"), context(body, "SourceEncryptionContext"));
                yield blob("CiphertextBlob", target.wrap(plain, context(body, "DestinationEncryptionContext")), target);
            }
            default -> describe(permitted(body.path("KeyId").asText(), ours));
        };
    }

    private static ObjectNode describe(SimulatedKey key) {
        var answer = JSON.createObjectNode();
        answer.putObject("KeyMetadata")
                .put("Arn", key.name())
                .put("KeyId", key.name().substring(key.name().lastIndexOf('/') + 1))
                .put("KeyState", STATES.getOrDefault(key.state(), "Enabled"))
                .put("KeySpec", key.isAsymmetric() ? "RSA_2048" : "SYMMETRIC_DEFAULT")
                .put("KeyUsage", key.isAsymmetric() ? "SIGN_VERIFY" : "ENCRYPT_DECRYPT")
                .put("Origin", "AWS_KMS")
                .put("Enabled", key.state() == KeyState.ENABLED);
        return answer;
    }

    private SimulatedKey permitted(String arn, String operation) {
        var key = keys.get(arn);
        if (key == null) {
            throw new AwsError(400, "NotFoundException", "Key '" + arn + "' does not exist");
        }
        if (!key.permits(operation)) {
            throw new AwsError(
                    400, "AccessDeniedException", "User is not authorized to perform: kms:" + operation + " on " + arn);
        }
        return key;
    }

    private SimulatedKey usable(String arn, String operation) {
        var key = permitted(arn, operation);
        if (key.isAsymmetric()) {
            throw new AwsError(400, "InvalidKeyUsageException", arn + " key usage is SIGN_VERIFY.");
        }
        if (key.state() == KeyState.DISABLED) {
            throw new AwsError(400, "DisabledException", arn + " is disabled.");
        }
        if (key.state() != KeyState.ENABLED) {
            throw new AwsError(400, "KMSInvalidStateException", arn + " is pending or unavailable.");
        }
        return key;
    }

    private static byte[] open(SimulatedKey key, byte[] blob, byte[] context) {
        var plain = key.unwrap(blob, context);
        if (plain == null) {
            throw new AwsError(400, "InvalidCiphertextException", "");
        }
        return plain;
    }

    private static byte[] context(JsonNode body, String field) {
        var entries = new HashMap<String, String>();
        body.path(field)
                .fields()
                .forEachRemaining(
                        entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return EncryptionContext.of(entries).canonicalBytes();
    }

    private static ObjectNode blob(String field, byte[] bytes, SimulatedKey key) {
        return JSON.createObjectNode().put(field, encode(bytes)).put("KeyId", key.name());
    }

    private static byte[] decode(JsonNode body, String field) {
        return Base64.getDecoder().decode(body.path(field).asText());
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void send(HttpExchange exchange, int status, JsonNode body, boolean half) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-RequestId", "aws-" + requests.get());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, half ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }
}
