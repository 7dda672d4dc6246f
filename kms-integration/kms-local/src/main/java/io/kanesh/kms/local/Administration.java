package io.kanesh.kms.local;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Protocol.AdminAnswer;
import io.kanesh.kms.local.Protocol.AdminRequest;
import io.kanesh.kms.local.Protocol.KeySummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner of the keys does in the cloud's console: keys, states, grants, identities, faults, the access log. */
final class Administration {

    /** Holds the admin secret; readable by its owner only. */
    static final String SECRET_FILE = "admin.secret";

    private static final int SECRET_BYTES = 32;
    private static final AdminAnswer DONE = new AdminAnswer(null, null, null);

    private final Vault vault;
    private final FaultBoard faults;
    private final AccessTrail accesses;
    private final String secret;

    Administration(Path home, Vault vault, FaultBoard faults, AccessTrail accesses, SecureRandom random)
            throws IOException {
        this.vault = vault;
        this.faults = faults;
        this.accesses = accesses;
        var file = home.resolve(SECRET_FILE);
        if (!Files.exists(file)) {
            var bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        }
        this.secret = Files.readString(file).strip();
    }

    void authenticate(String given) {
        if (!MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(401, "Unauthenticated", "Wrong admin secret");
        }
    }

    AdminAnswer run(String verb, AdminRequest request) throws IOException {
        switch (verb) {
            case "create-key" -> vault.create(key(request));
            case "set-state" -> {
                var state = KeyState.valueOf(required("state", request.state()));
                vault.change(key(request), key -> key.in(state));
            }
            case "rotate-key" -> vault.rotate(key(request));
            case "set-grants" -> {
                var grants = required("grants", request.grants());
                vault.change(key(request), key -> key.granted(grants));
            }
            case "create-identity" -> {
                return new AdminAnswer(vault.identity(required("principal", request.principal())), null, null);
            }
            case "delete-identity" -> vault.forget(required("principal", request.principal()));
            case "add-fault" -> faults.add(required("fault", request.fault()));
            case "clear-faults" -> faults.clear();
            case "list-keys" -> {
                return new AdminAnswer(null, summaries(), null);
            }
            case "list-accesses" -> {
                return new AdminAnswer(null, null, accesses.last());
            }
            default -> throw new Refusal(404, "NotFound", "There is no verb " + verb);
        }
        return DONE;
    }

    private List<KeySummary> summaries() {
        return vault.keys().stream()
                .map(key -> new KeySummary(
                        key.uri(), key.state().name(), key.versions().size(), key.grants()))
                .toList();
    }

    private static String key(AdminRequest request) {
        var reference = KeyReference.parse(required("key", request.key()));
        if (!(reference instanceof KeyReference.Local)) {
            throw new Refusal(400, "BadRequest", reference + " is not a key of the local KMS");
        }
        return reference.uri();
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new Refusal(400, "BadRequest", field + " is missing");
        }
        return value;
    }
}
