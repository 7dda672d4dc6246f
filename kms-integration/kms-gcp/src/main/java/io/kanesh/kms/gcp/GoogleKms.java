package io.kanesh.kms.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.kms.v1.CryptoKey.CryptoKeyPurpose;
import com.google.cloud.kms.v1.CryptoKeyName;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.ProtectionLevel;
import com.google.protobuf.ByteString;
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
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Google Cloud KMS with one identity. Data keys are made here (the service makes none) and wrapped by it; the context goes as
 * additional authenticated data; both ways carry CRC32C. The client's own retries are off ({@link GoogleKmsProvider}).
 */
final class GoogleKms implements Kms {

    /** A checksum that does not fit is the network's fault first: asked again this often in all before it counts as tampering. */
    private static final int CHECKSUM_ATTEMPTS = 3;

    private final KeyManagementServiceClient client;
    private final SecureRandom random;

    GoogleKms(KeyManagementServiceClient client, SecureRandom random) {
        this.client = client;
        this.random = random;
    }

    @Override
    public GeneratedKey generateDataKey(KeyReference key, EncryptionContext context) {
        var bytes = new byte[DATA_KEY_BYTES];
        random.nextBytes(bytes);
        var secret = SecretBytes.adopt("Google client", bytes);
        try {
            var wrapped = wrap("generate", key, secret, context);
            return new GeneratedKey(secret, wrapped, new KmsReceipt("", wrapped.keyVersion()));
        } catch (KmsFault refused) {
            secret.destroy();
            throw refused;
        }
    }

    @Override
    public WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context) {
        return wrap("encrypt", key, plaintext, context);
    }

    @Override
    public UnwrappedKey decrypt(WrappedKey wrapped, EncryptionContext context) {
        var aad = context.canonicalBytes();
        var blob = wrapped.blob();
        var request = DecryptRequest.newBuilder()
                .setName(wrapped.key().uri())
                .setCiphertext(ByteString.copyFrom(blob))
                .setCiphertextCrc32C(Checksums.of(blob))
                .setAdditionalAuthenticatedData(ByteString.copyFrom(aad))
                .setAdditionalAuthenticatedDataCrc32C(Checksums.of(aad))
                .build();
        var answer = call("decrypt", wrapped.key(), () -> {
            var got = client.decrypt(request);
            if (!Checksums.fits(got.getPlaintext(), got.getPlaintextCrc32C())) {
                throw new Checksums.Mismatch("the answer");
            }
            return got;
        });
        var secret = SecretBytes.adopt("Google client", answer.getPlaintext().toByteArray());
        return new UnwrappedKey(secret, new KmsReceipt("", wrapped.keyVersion()));
    }

    @Override
    public KeyDescription describe(KeyReference key) {
        var google = google(key);
        var name = CryptoKeyName.of(google.project(), google.location(), google.keyRing(), google.key());
        var answer = call("describe", key, () -> client.getCryptoKey(name));
        var level = answer.getPrimary().getProtectionLevel();
        return new KeyDescription(
                key,
                GoogleFaults.state(answer.getPrimary().getState()),
                answer.getPrimary().getName(),
                answer.getPurpose() == CryptoKeyPurpose.ENCRYPT_DECRYPT,
                answer.getPurpose().name(),
                level == ProtectionLevel.EXTERNAL || level == ProtectionLevel.EXTERNAL_VPC,
                new KmsReceipt("", answer.getPrimary().getName()));
    }

    @Override
    public WrappedKey reEncrypt(
            WrappedKey wrapped, EncryptionContext context, KeyReference target, EncryptionContext targetContext) {
        try (var secret = decrypt(wrapped, context).secret()) {
            return wrap("re-encrypt", target, secret, targetContext);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private WrappedKey wrap(String operation, KeyReference key, SecretBytes secret, EncryptionContext context) {
        var aad = context.canonicalBytes();
        var request = EncryptRequest.newBuilder()
                .setName(google(key).uri())
                .setPlaintext(secret.<ByteString>use(ByteString::copyFrom))
                .setPlaintextCrc32C(secret.use(Checksums::of))
                .setAdditionalAuthenticatedData(ByteString.copyFrom(aad))
                .setAdditionalAuthenticatedDataCrc32C(Checksums.of(aad))
                .build();
        var answer = call(operation, key, () -> {
            var got = client.encrypt(request);
            var verified = got.getVerifiedPlaintextCrc32C() && got.getVerifiedAdditionalAuthenticatedDataCrc32C();
            if (!verified || !Checksums.fits(got.getCiphertext(), got.getCiphertextCrc32C())) {
                throw new Checksums.Mismatch(verified ? "the answer" : "the request, which the KMS did not verify,");
            }
            return got;
        });
        if (!answer.getName().startsWith(google(key).uri() + "/cryptoKeyVersions/")) {
            throw new KmsFault(
                    FaultClass.TAMPER,
                    operation,
                    "OtherKey",
                    "the KMS answered with the key " + answer.getName() + " instead of " + key.uri(),
                    "",
                    null);
        }
        return new WrappedKey(key, answer.getName(), answer.getCiphertext().toByteArray());
    }

    private <T> T call(String operation, KeyReference key, Supplier<T> request) {
        for (var attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (Checksums.Mismatch mismatch) {
                if (attempt == CHECKSUM_ATTEMPTS) {
                    throw new KmsFault(
                            FaultClass.TAMPER,
                            operation,
                            "Crc32cMismatch",
                            String.valueOf(mismatch.getMessage()),
                            "",
                            mismatch);
                }
            } catch (ApiException refused) {
                throw fault(operation, key, refused);
            }
        }
    }

    private KmsFault fault(String operation, KeyReference key, ApiException refused) {
        var faultClass = GoogleFaults.dependsOnState(refused) && !operation.equals("describe")
                ? stateOf(key, refused)
                : GoogleFaults.classify(refused);
        return new KmsFault(
                faultClass,
                operation,
                refused.getStatusCode().getCode().name(),
                String.valueOf(refused.getMessage()),
                "",
                refused);
    }

    private FaultClass stateOf(KeyReference key, ApiException refused) {
        var told = GoogleFaults.stateIn(refused);
        if (told.isPresent()) {
            return told.get().refusal();
        }
        try {
            var state = describe(key).state();
            // The primary version may be in order while the one that wrapped this blob is off.
            return state.usable() ? FaultClass.UNCLEAR : state.refusal();
        } catch (KmsFault alsoRefused) {
            return FaultClass.UNCLEAR;
        }
    }

    private static KeyReference.Google google(KeyReference key) {
        if (key instanceof KeyReference.Google google) {
            return google;
        }
        throw new IllegalArgumentException(key + " is not a key of Google Cloud");
    }
}
