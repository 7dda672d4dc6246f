package io.kanesh.kms.local;

import com.fasterxml.jackson.core.JacksonException;
import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.GeneratedKey;
import io.kanesh.kms.KeyDescription;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsReceipt;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.UnwrappedKey;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.local.Protocol.Answer;
import io.kanesh.kms.local.Protocol.Failure;
import io.kanesh.kms.local.Protocol.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The client of the local KMS, with one identity. */
public final class LocalKms implements Kms {

    private final URI address;
    private final String authorization;
    private final Duration deadline;
    private final HttpClient http;

    /**
     * @param secret of the identity
     * @param deadline of one call
     */
    public LocalKms(URI address, String principal, String secret, Duration deadline) {
        this.address = address;
        this.authorization = "Bearer " + principal + ":" + secret;
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .build();
    }

    @Override
    public GeneratedKey generateDataKey(KeyReference key, EncryptionContext context) {
        var answer = call("generate", key, new Request(context.entries(), null, null, null, null));
        var secret = secret("generate", answer, DATA_KEY_BYTES);
        return new GeneratedKey(secret, wrapped("generate", key, answer), receipt(answer));
    }

    @Override
    public WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context) {
        var text = plaintext.<String>use(live -> Base64.getEncoder().encodeToString(live));
        var answer = call("encrypt", key, new Request(context.entries(), text, null, null, null));
        return wrapped("encrypt", key, answer);
    }

    @Override
    public UnwrappedKey decrypt(WrappedKey wrapped, EncryptionContext context) {
        var answer = call(
                "decrypt", wrapped.key(), new Request(context.entries(), null, encode(wrapped.blob()), null, null));
        return new UnwrappedKey(secret("decrypt", answer, 0), receipt(answer));
    }

    @Override
    public KeyDescription describe(KeyReference key) {
        var answer = call("describe", key, new Request(null, null, null, null, null));
        return new KeyDescription(
                key,
                state(answer.state()),
                text(answer.keyVersion()),
                true,
                "SYMMETRIC, not for production",
                false,
                receipt(answer));
    }

    @Override
    public WrappedKey reEncrypt(
            WrappedKey wrapped, EncryptionContext context, KeyReference target, EncryptionContext targetContext) {
        var request = new Request(
                context.entries(), null, encode(wrapped.blob()), wrapped.key().uri(), targetContext.entries());
        return wrapped("re-encrypt", target, call("re-encrypt", target, request));
    }

    @Override
    public void close() {
        // The JDK's client frees its threads when it is collected.
    }

    private Answer call(String operation, KeyReference key, Request request) {
        if (!(key instanceof KeyReference.Local local)) {
            throw new IllegalArgumentException(key + " is not a key of the local KMS");
        }
        var uri = address.resolve("/v1/" + local.region() + "/" + local.keyId() + "/" + operation);
        try {
            var response = send(HttpRequest.newBuilder(uri)
                    .header("Authorization", authorization)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Protocol.JSON.writeValueAsBytes(request)))
                    .build());
            if (response.statusCode() != 200) {
                throw refused(operation, key, response);
            }
            return Protocol.JSON.readValue(response.body(), Answer.class);
        } catch (JacksonException garbled) {
            throw outage(operation, "GarbledAnswer", garbled);
        } catch (IOException | TimeoutException unreachable) {
            throw outage(operation, unreachable.getClass().getSimpleName(), unreachable);
        } catch (ExecutionException unreachable) {
            var cause = unreachable.getCause() instanceof IOException io ? io : unreachable;
            throw outage(operation, cause.getClass().getSimpleName(), cause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw outage(operation, "Interrupted", stopping);
        }
    }

    /** Bounds the whole call: the JDK's own timeout ends with the answer's headers. */
    private HttpResponse<byte[]> send(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        var call = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            call.cancel(true);
        }
    }

    /** The one place where an answer of the local KMS gets its class. */
    private KmsFault refused(String operation, KeyReference key, HttpResponse<byte[]> response) throws IOException {
        var failure = Protocol.JSON.readValue(response.body(), Failure.class);
        var faultClass =
                switch (failure.code()) {
                    case "AccessDenied", "NotFound" -> FaultClass.REVOKED;
                    case "InvalidCiphertext", "BadRequest" -> FaultClass.TAMPER;
                    case "Throttled", "Internal" -> FaultClass.OUTAGE;
                    case "Unauthenticated" -> FaultClass.OURS;
                    case "KeyState" -> stateOf(key);
                    default -> FaultClass.UNCLEAR;
                };
        return new KmsFault(faultClass, operation, failure.code(), failure.message(), failure.requestId(), null);
    }

    private FaultClass stateOf(KeyReference key) {
        try {
            return describe(key).state().refusal();
        } catch (KmsFault alsoRefused) {
            return FaultClass.UNCLEAR;
        }
    }

    private static KmsFault outage(String operation, String code, Exception cause) {
        return new KmsFault(FaultClass.OUTAGE, operation, code, String.valueOf(cause.getMessage()), "", cause);
    }

    private static SecretBytes secret(String operation, Answer answer, int expectedBytes) {
        var bytes = Base64.getDecoder().decode(text(answer.plaintext()));
        if (bytes.length == 0 || (expectedBytes > 0 && bytes.length != expectedBytes)) {
            Arrays.fill(bytes, (byte) 0);
            throw new KmsFault(
                    FaultClass.TAMPER,
                    operation,
                    "WrongPlaintextLength",
                    "the KMS answered with a key of " + bytes.length + " bytes",
                    answer.requestId(),
                    null);
        }
        return SecretBytes.adopt("local KMS client", bytes);
    }

    private static WrappedKey wrapped(String operation, KeyReference key, Answer answer) {
        var blob = Base64.getDecoder().decode(text(answer.blob()));
        if (blob.length == 0) {
            throw new KmsFault(
                    FaultClass.TAMPER, operation, "NoBlob", "the KMS gave no blob", answer.requestId(), null);
        }
        return new WrappedKey(key, text(answer.keyVersion()), blob);
    }

    private static KeyState state(@Nullable String name) {
        return Arrays.stream(KeyState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(KeyState.UNKNOWN);
    }

    private static KmsReceipt receipt(Answer answer) {
        return new KmsReceipt(answer.requestId(), text(answer.keyVersion()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
