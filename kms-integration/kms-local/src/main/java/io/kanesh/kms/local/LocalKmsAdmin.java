package io.kanesh.kms.local;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Protocol.AdminAnswer;
import io.kanesh.kms.local.Protocol.AdminRequest;
import io.kanesh.kms.local.Protocol.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of the local KMS. Every method throws {@link IllegalStateException} with the server's sentence when it
 * refuses, {@link UncheckedIOException} when it cannot be reached.
 */
public final class LocalKmsAdmin {

    private final URI address;
    private final String secret;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param secret the contents of {@code admin.secret} in the local KMS's folder */
    public LocalKmsAdmin(URI address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    /** With the secret from the local KMS's own folder. */
    public static LocalKmsAdmin of(URI address, Path home) throws IOException {
        return new LocalKmsAdmin(
                address,
                Files.readString(home.resolve(Administration.SECRET_FILE)).strip());
    }

    /** At the address that the server has written into its folder. */
    public static LocalKmsAdmin of(Path home) throws IOException {
        return of(
                URI.create(Files.readString(home.resolve(LocalKmsServer.ADDRESS_FILE))
                        .strip()),
                home);
    }

    public URI address() {
        return address;
    }

    /** Every key with its state, versions and grants. */
    public List<Key> keys() {
        var keys = call("list-keys", new AdminRequest(null, null, null, null, null))
                .keys();
        return keys == null
                ? List.of()
                : keys.stream()
                        .map(key -> new Key(
                                KeyReference.parse(key.uri()),
                                KeyState.valueOf(key.state()),
                                key.versions(),
                                key.grants()))
                        .toList();
    }

    /** @param versions of its material; the last one wraps */
    public record Key(KeyReference reference, KeyState state, int versions, List<Grant> grants) {}

    public void createKey(KeyReference key) {
        call("create-key", new AdminRequest(key.uri(), null, null, null, null));
    }

    public void setState(KeyReference key, KeyState state) {
        call("set-state", new AdminRequest(key.uri(), state.name(), null, null, null));
    }

    public void rotate(KeyReference key) {
        call("rotate-key", new AdminRequest(key.uri(), null, null, null, null));
    }

    /** Replaces all grants of a key. */
    public void setGrants(KeyReference key, List<Grant> grants) {
        call("set-grants", new AdminRequest(key.uri(), null, grants, null, null));
    }

    /** Makes an identity or gives it a new secret; the secret is shown this once. */
    public String createIdentity(String principal) {
        var made = call("create-identity", new AdminRequest(null, null, null, principal, null))
                .secret();
        return made == null ? "" : made;
    }

    public void deleteIdentity(String principal) {
        call("delete-identity", new AdminRequest(null, null, null, principal, null));
    }

    public void addFault(Fault fault) {
        call("add-fault", new AdminRequest(null, null, null, null, fault));
    }

    public void clearFaults() {
        call("clear-faults", new AdminRequest(null, null, null, null, null));
    }

    /** One line for each of the last accesses: time, request id, principal, key, operation, outcome. */
    public List<String> accesses() {
        var lines = call("list-accesses", new AdminRequest(null, null, null, null, null))
                .accesses();
        return lines == null ? List.of() : lines;
    }

    private AdminAnswer call(String verb, AdminRequest request) {
        try {
            var response = http.send(
                    HttpRequest.newBuilder(address.resolve("/admin/" + verb))
                            .header("Authorization", "Bearer " + secret)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(Protocol.JSON.writeValueAsBytes(request)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(message(response.body()));
            }
            return Protocol.JSON.readValue(response.body(), AdminAnswer.class);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while talking to the local KMS", stopping);
        }
    }

    private static @Nullable String message(byte[] body) throws IOException {
        return Protocol.JSON.readValue(body, Failure.class).message();
    }
}
