package io.kanesh.engine.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.control.Operations;
import io.kanesh.engine.observe.HomeLog;
import io.kanesh.engine.settings.Home;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.keyring.DataKeyTerms;
import io.kanesh.kms.envelope.keyring.NodeKeyEntry;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The control socket's operations on keys; the module's README lists them. */
public final class KeyOperations {

    private final Storage storage;
    private final Sealing sealing;
    private final Home home;
    private final Rewrite rewrite;

    /** @param serves whether tables can be rewritten now */
    public KeyOperations(Storage storage, Sealing sealing, Home home, BooleanSupplier serves) {
        this.storage = storage;
        this.sealing = sealing;
        this.home = home;
        rewrite = new Rewrite(home, serves);
    }

    /** Adds them to the table. */
    public Operations addTo(Operations all) {
        return all.with("keys", arguments -> keys(Operations.JSON.treeToValue(arguments, KeyArguments.class)))
                .with("lease", this::lease)
                .with("seal", this::seal)
                .with("recipients", this::recipients)
                .with("rotate", this::rotate)
                .with("retire", this::retire)
                .with("rewrite", arguments -> rewrite.progress())
                .with("logs", this::logs);
    }

    private Map<String, Object> keys(KeyArguments arguments) {
        try {
            storage.open(arguments);
        } catch (IOException unusable) {
            throw new OperationRefused(String.valueOf(unusable.getMessage()));
        }
        sealing.lease(arguments.leaseMillis());
        return Map.of();
    }

    /** {@code leaseMillis} from now on, and {@code suite} of new files. */
    private Map<String, Object> lease(JsonNode arguments) {
        long millis = arguments.path("leaseMillis").asLong();
        if (millis <= 0) {
            throw new OperationRefused("leaseMillis must be positive; to end a lease, seal");
        }
        encrypted().keys().adopt(DataKeyTerms.of(Suite.valueOf(text(arguments, "suite"))));
        sealing.lease(millis);
        return Map.of();
    }

    private Map<String, Object> seal(JsonNode arguments) {
        sealing.seal(text(arguments, "why"));
        return Map.of();
    }

    /** Other recipients of the active node key: {@code entry}. */
    private Map<String, Object> recipients(JsonNode arguments) {
        try {
            encrypted().keys().replaceActiveEntry(entry(arguments.path("entry")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Map.of();
    }

    /** Another node key: {@code entry}, {@code nodeKey} in Base64; data keys in {@code destroy} are left behind. */
    private Map<String, Object> rotate(JsonNode arguments) {
        try {
            NodeKeyEntry entry = entry(arguments.path("entry"));
            SecretBytes secret =
                    SecretBytes.adopt("engine", arguments.path("nodeKey").binaryValue());
            Set<UUID> dead = new java.util.HashSet<>();
            arguments.path("destroy").forEach(id -> dead.add(UUID.fromString(id.asText())));
            encrypted().keys().destroy(dead, new NodeKeys.Made(secret, entry));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Map.of();
    }

    /**
     * With {@code renew}, every data key retires; files under retired keys are rewritten in the background. {@code suite} is that
     * of new files: told here too, because whoever changes it and asks for a rewrite may say both at once.
     */
    private Map<String, Object> retire(JsonNode arguments) {
        rewrite.requireServing();
        encrypted().keys().adopt(DataKeyTerms.of(Suite.valueOf(text(arguments, "suite"))));
        try {
            if (arguments.path("renew").asBoolean()) {
                encrypted().keys().renewAll();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        rewrite.begin();
        return rewrite.progress();
    }

    private Map<String, Object> logs(JsonNode arguments) {
        if (!storage.isOpen()) {
            throw new OperationRefused("the engine's log is encrypted, and this engine has no key yet");
        }
        try {
            List<String> lines =
                    HomeLog.last(home.logs(), arguments.path("lines").asInt(200));
            return Map.of("text", lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private EncryptedStorage encrypted() {
        if (storage instanceof EncryptedStorage encrypted) {
            return encrypted;
        }
        throw new OperationRefused("this engine does not encrypt");
    }

    private static NodeKeyEntry entry(JsonNode json) {
        List<WrappedKey> recipients = new ArrayList<>();
        for (JsonNode recipient : json.path("recipients")) {
            try {
                recipients.add(new WrappedKey(
                        KeyReference.parse(text(recipient, "keyUri")),
                        recipient.path("keyVersion").asText(),
                        recipient.path("blob").binaryValue()));
            } catch (IOException notBase64) {
                throw new OperationRefused("a recipient's blob is not Base64");
            }
        }
        return new NodeKeyEntry(
                UUID.fromString(text(json, "id")), json.path("createdMillis").asLong(), recipients);
    }

    private static String text(JsonNode from, String name) {
        String text = from.path(name).asText();
        if (text.isEmpty()) {
            throw new OperationRefused("'" + name + "' is missing");
        }
        return text;
    }
}
