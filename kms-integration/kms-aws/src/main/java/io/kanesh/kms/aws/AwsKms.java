package io.kanesh.kms.aws;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.GeneratedKey;
import io.kanesh.kms.KeyDescription;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsReceipt;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.UnwrappedKey;
import io.kanesh.kms.WrappedKey;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;

/** AWS KMS in one region with one identity. The SDK's own retries are off ({@link AwsKmsProvider}). */
final class AwsKms implements Kms {

    private final KmsClient client;
    private final AwsIdentity identity;

    /** Closes both with itself. */
    AwsKms(KmsClient client, AwsIdentity identity) {
        this.client = client;
        this.identity = identity;
    }

    @Override
    public GeneratedKey generateDataKey(KeyReference key, EncryptionContext context) {
        var answer = call(
                "generate",
                key,
                () -> client.generateDataKey(request ->
                        request.keyId(key.uri()).keySpec(DataKeySpec.AES_256).encryptionContext(context.entries())));
        var secret = adopt(answer.plaintext());
        if (secret.length() != DATA_KEY_BYTES) {
            secret.destroy();
            throw wrongAnswer("generate", "WrongPlaintextLength", "a key of " + secret.length() + " bytes", answer);
        }
        requireKey("generate", key, answer.keyId(), answer);
        return new GeneratedKey(secret, wrapped(key, answer.ciphertextBlob()), receipt(answer, answer.keyId()));
    }

    @Override
    public WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context) {
        var answer = call(
                "encrypt",
                key,
                () -> client.encrypt(request -> request.keyId(key.uri())
                        .plaintext(plaintext.use(SdkBytes::fromByteArray))
                        .encryptionContext(context.entries())));
        requireKey("encrypt", key, answer.keyId(), answer);
        return wrapped(key, answer.ciphertextBlob());
    }

    @Override
    public UnwrappedKey decrypt(WrappedKey wrapped, EncryptionContext context) {
        var key = wrapped.key();
        var answer = call(
                "decrypt",
                key,
                () -> client.decrypt(request -> request.keyId(key.uri())
                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped.blob()))
                        .encryptionContext(context.entries())));
        var secret = adopt(answer.plaintext());
        try {
            requireKey("decrypt", key, answer.keyId(), answer);
        } catch (KmsFault other) {
            secret.destroy();
            throw other;
        }
        return new UnwrappedKey(secret, receipt(answer, answer.keyId()));
    }

    @Override
    public KeyDescription describe(KeyReference key) {
        var answer = call("describe", key, () -> client.describeKey(request -> request.keyId(key.uri())));
        var metadata = answer.keyMetadata();
        var fits =
                metadata.keySpec() == KeySpec.SYMMETRIC_DEFAULT && metadata.keyUsage() == KeyUsageType.ENCRYPT_DECRYPT;
        return new KeyDescription(
                key,
                AwsFaults.state(metadata.keyStateAsString()),
                "",
                fits,
                metadata.keySpecAsString() + " " + metadata.keyUsageAsString(),
                metadata.origin() == OriginType.EXTERNAL_KEY_STORE,
                receipt(answer, key.uri()));
    }

    @Override
    public WrappedKey reEncrypt(
            WrappedKey wrapped, EncryptionContext context, KeyReference target, EncryptionContext targetContext) {
        var answer = call(
                "re-encrypt",
                target,
                () -> client.reEncrypt(
                        request -> request.sourceKeyId(wrapped.key().uri())
                                .ciphertextBlob(SdkBytes.fromByteArray(wrapped.blob()))
                                .sourceEncryptionContext(context.entries())
                                .destinationKeyId(target.uri())
                                .destinationEncryptionContext(targetContext.entries())));
        requireKey("re-encrypt", target, answer.keyId(), answer);
        return wrapped(target, answer.ciphertextBlob());
    }

    @Override
    public void close() {
        client.close();
        identity.close();
    }

    private <T> T call(String operation, KeyReference key, Supplier<T> request) {
        if (!(key instanceof KeyReference.Aws)) {
            throw new IllegalArgumentException(key + " is not a key of AWS");
        }
        try {
            return request.get();
        } catch (AwsServiceException refused) {
            var faultClass = AwsFaults.dependsOnState(refused) && !operation.equals("describe")
                    ? stateOf(key)
                    : AwsFaults.classify(refused);
            throw new KmsFault(
                    faultClass,
                    operation,
                    AwsFaults.code(refused),
                    String.valueOf(refused.getMessage()),
                    text(refused.requestId()),
                    refused);
        } catch (SdkException unreachable) {
            throw new KmsFault(
                    FaultClass.OUTAGE,
                    operation,
                    unreachable.getClass().getSimpleName(),
                    String.valueOf(unreachable.getMessage()),
                    "",
                    unreachable);
        }
    }

    private FaultClass stateOf(KeyReference key) {
        try {
            return describe(key).state().refusal();
        } catch (KmsFault alsoRefused) {
            return FaultClass.UNCLEAR;
        }
    }

    /** A multi-region replica answers with its own ARN, which is the one that was asked for. */
    private static void requireKey(
            String operation, KeyReference asked, @Nullable String answered, KmsResponse answer) {
        if (!asked.uri().equals(answered)) {
            throw wrongAnswer(operation, "WrongKeyId", "the key " + answered + " instead of " + asked, answer);
        }
    }

    private static KmsFault wrongAnswer(String operation, String code, String what, KmsResponse answer) {
        return new KmsFault(
                FaultClass.TAMPER, operation, code, "the KMS answered with " + what, requestId(answer), null);
    }

    private static SecretBytes adopt(SdkBytes plaintext) {
        var live = plaintext.asByteArrayUnsafe();
        var secret = SecretBytes.copyOf("AWS client", live);
        Arrays.fill(live, (byte) 0);
        return secret;
    }

    private static WrappedKey wrapped(KeyReference key, SdkBytes blob) {
        return new WrappedKey(key, "", blob.asByteArray());
    }

    private static KmsReceipt receipt(KmsResponse answer, @Nullable String keyArn) {
        return new KmsReceipt(requestId(answer), text(keyArn));
    }

    private static String requestId(KmsResponse answer) {
        return text(answer.responseMetadata().requestId());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
