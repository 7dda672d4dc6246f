package io.kanesh.kms.local;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.local.Protocol.Answer;
import io.kanesh.kms.local.Protocol.Request;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The five operations behind the wire. */
final class Operations {

    private static final int MAX_PLAINTEXT_BYTES = 4096;

    private final Vault vault;

    Operations(Vault vault) {
        this.vault = vault;
    }

    Answer run(String operation, String region, String keyId, String principal, Request request, String requestId) {
        var uri = "kanesh-local://" + region + "/" + keyId;
        return switch (operation) {
            case "generate" -> generate(uri, principal, request, requestId);
            case "encrypt" -> encrypt(uri, principal, request, requestId);
            case "decrypt" -> decrypt(uri, principal, request, requestId);
            case "describe" -> describe(uri, principal, requestId);
            case "re-encrypt" -> reEncrypt(uri, principal, request, requestId);
            default -> throw new Refusal(404, "NotFound", "There is no operation " + operation);
        };
    }

    private Answer generate(String uri, String principal, Request request, String requestId) {
        var context = context(request.context());
        var key = vault.authorized(uri, principal, "generate", context.entries());
        Vault.requireEnabled(key);
        var plain = vault.newKey();
        var blob = vault.wrap(key, plain, context.canonicalBytes());
        return wiping(plain, () -> answer(requestId, blob, encode(plain), encode(blob)));
    }

    private Answer encrypt(String uri, String principal, Request request, String requestId) {
        var context = context(request.context());
        var key = vault.authorized(uri, principal, "encrypt", context.entries());
        Vault.requireEnabled(key);
        var plain = decode("plaintext", request.plaintext());
        if (plain.length == 0 || plain.length > MAX_PLAINTEXT_BYTES) {
            throw new Refusal(400, "BadRequest", "plaintext has 1 to 4096 bytes");
        }
        var blob = vault.wrap(key, plain, context.canonicalBytes());
        return wiping(plain, () -> answer(requestId, blob, null, encode(blob)));
    }

    private Answer decrypt(String uri, String principal, Request request, String requestId) {
        var context = context(request.context());
        var key = vault.authorized(uri, principal, "decrypt", context.entries());
        Vault.requireEnabled(key);
        var blob = decode("blob", request.blob());
        var plain = vault.unwrap(key, blob, context.canonicalBytes());
        return wiping(plain, () -> answer(requestId, blob, encode(plain), null));
    }

    private Answer describe(String uri, String principal, String requestId) {
        var key = vault.authorized(uri, principal, "describe", Map.of());
        var newest = String.valueOf(key.versions().size());
        return new Answer(requestId, newest, null, null, key.state().name());
    }

    private Answer reEncrypt(String uri, String principal, Request request, String requestId) {
        var context = context(request.context());
        var targetContext = context(request.targetContext());
        var from = request.sourceKey() == null ? uri : request.sourceKey();
        var source = vault.authorized(from, principal, "re-encrypt", context.entries());
        var target = vault.authorized(uri, principal, "re-encrypt", targetContext.entries());
        Vault.requireEnabled(source);
        Vault.requireEnabled(target);
        var plain = vault.unwrap(source, decode("blob", request.blob()), context.canonicalBytes());
        var blob = vault.wrap(target, plain, targetContext.canonicalBytes());
        return wiping(plain, () -> answer(requestId, blob, null, encode(blob)));
    }

    private static Answer answer(String requestId, byte[] blob, @Nullable String plaintext, @Nullable String wrapped) {
        return new Answer(requestId, String.valueOf(Vault.versionOf(blob)), plaintext, wrapped, null);
    }

    private static Answer wiping(byte[] plain, java.util.function.Supplier<Answer> answer) {
        try {
            return answer.get();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static EncryptionContext context(@Nullable Map<String, String> entries) {
        try {
            return EncryptionContext.of(entries == null ? Map.of() : entries);
        } catch (IllegalArgumentException refused) {
            throw new Refusal(400, "BadRequest", String.valueOf(refused.getMessage()));
        }
    }

    private static byte[] decode(String field, @Nullable String text) {
        try {
            return Base64.getDecoder().decode(text == null ? "" : text);
        } catch (IllegalArgumentException broken) {
            throw new Refusal(400, "BadRequest", field + " is not base64");
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
