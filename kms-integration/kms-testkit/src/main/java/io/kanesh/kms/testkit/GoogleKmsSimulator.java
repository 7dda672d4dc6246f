package io.kanesh.kms.testkit;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.cloud.kms.v1.ProtectionLevel;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.kanesh.kms.KeyState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Google Cloud KMS on the wire: gRPC with hand-made method descriptors over the vendor's own messages; checksums and additional
 * authenticated data are honoured. Tokens are not checked; permissions are per key.
 */
public final class GoogleKmsSimulator implements AutoCloseable {

    private static final String SERVICE = "google.cloud.kms.v1.KeyManagementService";
    private static final Map<KeyState, CryptoKeyVersion.CryptoKeyVersionState> STATES = Map.of(
            KeyState.ENABLED, CryptoKeyVersion.CryptoKeyVersionState.ENABLED,
            KeyState.DISABLED, CryptoKeyVersion.CryptoKeyVersionState.DISABLED,
            KeyState.PENDING_DELETION, CryptoKeyVersion.CryptoKeyVersionState.DESTROY_SCHEDULED,
            KeyState.DESTROYED, CryptoKeyVersion.CryptoKeyVersionState.DESTROYED,
            KeyState.PENDING_IMPORT, CryptoKeyVersion.CryptoKeyVersionState.PENDING_IMPORT,
            KeyState.CREATING, CryptoKeyVersion.CryptoKeyVersionState.PENDING_GENERATION);

    private final Server server;
    private final Map<String, SimulatedKey> keys = new ConcurrentHashMap<>();
    private final PlannedFaults faults = new PlannedFaults();
    private final AtomicInteger requests = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable IdentitySimulator identities;
    private volatile String admitted = "";

    public GoogleKmsSimulator() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(service())
                    .intercept(new Admission())
                    .build()
                    .start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Host and port, plaintext. */
    public String target() {
        return "127.0.0.1:" + server.getPort();
    }

    /** A new key under this name, with every permission. */
    public SimulatedKey createKey(String name) {
        return keys.computeIfAbsent(
                name, key -> new SimulatedKey(key, random, Set.of("encrypt", "decrypt", "describe")));
    }

    public void fail(WireFault fault, int times) {
        faults.plan(fault, times);
    }

    /** From now on only calls with this principal's token are heard. */
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
        server.shutdownNow();
    }

    private ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(
                        method("Encrypt", EncryptRequest.getDefaultInstance(), EncryptResponse.getDefaultInstance()),
                        ServerCalls.asyncUnaryCall((EncryptRequest request, StreamObserver<EncryptResponse> out) ->
                                serve(out, fault -> encrypt(request, fault))))
                .addMethod(
                        method("Decrypt", DecryptRequest.getDefaultInstance(), DecryptResponse.getDefaultInstance()),
                        ServerCalls.asyncUnaryCall((DecryptRequest request, StreamObserver<DecryptResponse> out) ->
                                serve(out, fault -> decrypt(request, fault))))
                .addMethod(
                        method(
                                "GetCryptoKey",
                                GetCryptoKeyRequest.getDefaultInstance(),
                                CryptoKey.getDefaultInstance()),
                        ServerCalls.asyncUnaryCall((GetCryptoKeyRequest request, StreamObserver<CryptoKey> out) ->
                                serve(out, fault -> describe(request))))
                .build();
    }

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
            String name, Q request, A answer) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
    }

    private <T> void serve(StreamObserver<T> out, Function<@Nullable WireFault, T> operation) {
        requests.incrementAndGet();
        var fault = faults.next();
        try {
            if (fault == WireFault.HANG) {
                return; // never answers; the client's deadline ends the call
            }
            faults.hold(fault);
            refuse(fault);
            out.onNext(operation.apply(fault));
            out.onCompleted();
        } catch (io.grpc.StatusRuntimeException refused) {
            out.onError(refused);
        }
    }

    private static void refuse(@Nullable WireFault fault) {
        if (fault == WireFault.THROTTLE) {
            throw Status.RESOURCE_EXHAUSTED.withDescription("Quota exceeded").asRuntimeException();
        } else if (fault == WireFault.SERVER_ERROR) {
            throw Status.INTERNAL.withDescription("Internal error").asRuntimeException();
        } else if (fault == WireFault.DROP) {
            throw Status.UNAVAILABLE.withDescription("io exception").asRuntimeException();
        } else if (fault == WireFault.EXPIRED_TOKEN) {
            throw Status.UNAUTHENTICATED.withDescription("Token expired").asRuntimeException();
        } else if (fault == WireFault.UNKNOWN_CODE) {
            throw Status.ABORTED.withDescription("Something new").asRuntimeException();
        }
    }

    private EncryptResponse encrypt(EncryptRequest request, @Nullable WireFault fault) {
        var key = usable(request.getName(), "encrypt", keyVersion(request.getName()));
        var plain = request.getPlaintext().toByteArray();
        var aad = request.getAdditionalAuthenticatedData().toByteArray();
        var blob = key.wrap(plain, aad);
        return EncryptResponse.newBuilder()
                .setName((fault == WireFault.WRONG_KEY_ID ? key.name() + "-other" : key.name()) + "/cryptoKeyVersions/"
                        + key.newestVersion())
                .setCiphertext(ByteString.copyFrom(blob))
                .setCiphertextCrc32C(crc(blob, fault))
                .setVerifiedPlaintextCrc32C(fits(request.hasPlaintextCrc32C(), request.getPlaintextCrc32C(), plain))
                .setVerifiedAdditionalAuthenticatedDataCrc32C(fits(
                        request.hasAdditionalAuthenticatedDataCrc32C(),
                        request.getAdditionalAuthenticatedDataCrc32C(),
                        aad))
                .build();
    }

    private DecryptResponse decrypt(DecryptRequest request, @Nullable WireFault fault) {
        var blob = request.getCiphertext().toByteArray();
        var key = usable(request.getName(), "decrypt", SimulatedKey.versionOf(blob));
        var plain = key.unwrap(blob, request.getAdditionalAuthenticatedData().toByteArray());
        if (plain == null) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("Decryption failed: verify that 'name' refers to the correct CryptoKey.")
                    .asRuntimeException();
        }
        return DecryptResponse.newBuilder()
                .setPlaintext(ByteString.copyFrom(plain))
                .setPlaintextCrc32C(crc(plain, fault))
                .setUsedPrimary(SimulatedKey.versionOf(blob) == key.newestVersion())
                .build();
    }

    private CryptoKey describe(GetCryptoKeyRequest request) {
        var key = permitted(request.getName(), "describe");
        if (key.isAsymmetric()) {
            return CryptoKey.newBuilder()
                    .setName(key.name())
                    .setPurpose(CryptoKey.CryptoKeyPurpose.ASYMMETRIC_SIGN)
                    .build();
        }
        return CryptoKey.newBuilder()
                .setName(key.name())
                .setPurpose(CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT)
                .setPrimary(CryptoKeyVersion.newBuilder()
                        .setName(key.name() + "/cryptoKeyVersions/" + key.newestVersion())
                        .setProtectionLevel(ProtectionLevel.SOFTWARE)
                        .setState(STATES.getOrDefault(key.state(), CryptoKeyVersion.CryptoKeyVersionState.ENABLED)))
                .build();
    }

    private int keyVersion(String name) {
        var key = keys.get(name);
        return key == null ? 0 : key.newestVersion();
    }

    private SimulatedKey permitted(String name, String operation) {
        var key = keys.get(name);
        if (key == null) {
            throw Status.NOT_FOUND
                    .withDescription("CryptoKey " + name + " not found.")
                    .asRuntimeException();
        }
        if (!key.permits(operation)) {
            throw Status.PERMISSION_DENIED
                    .withDescription("Permission 'cloudkms." + operation + "' denied on resource '" + name + "'.")
                    .asRuntimeException();
        }
        return key;
    }

    private SimulatedKey usable(String name, String operation, int version) {
        var key = permitted(name, operation);
        if (key.isAsymmetric()) {
            throw Status.FAILED_PRECONDITION
                    .withDescription(name + " has no primary version: its purpose is ASYMMETRIC_SIGN.")
                    .asRuntimeException();
        }
        if (key.state() == KeyState.UNAVAILABLE) {
            throw Status.UNAVAILABLE
                    .withDescription("External key manager unreachable")
                    .asRuntimeException();
        }
        if (key.state() != KeyState.ENABLED) {
            throw Status.FAILED_PRECONDITION
                    .withDescription(name + "/cryptoKeyVersions/" + version + " is not enabled, current state is: "
                            + STATES.get(key.state()) + ".")
                    .asRuntimeException();
        }
        return key;
    }

    private static boolean fits(boolean given, Int64Value crc, byte[] bytes) {
        if (given && crc.getValue() != crc32c(bytes)) {
            throw Status.INVALID_ARGUMENT.withDescription("Checksum mismatch").asRuntimeException();
        }
        return given;
    }

    private static Int64Value crc(byte[] bytes, @Nullable WireFault fault) {
        return Int64Value.of(crc32c(bytes) ^ (fault == WireFault.CORRUPT_ANSWER ? 1 : 0));
    }

    private static long crc32c(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }

    /** Looks at the bearer token before anything is answered. */
    private final class Admission implements ServerInterceptor {
        private static final Metadata.Key<String> TOKEN =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            var known = identities;
            if (known == null) {
                return next.startCall(call, headers);
            }
            var token = headers.get(TOKEN);
            var principal = token == null ? null : known.principalOf(token.replaceFirst("^Bearer ", ""));
            if (admitted.equals(principal)) {
                return next.startCall(call, headers);
            }
            var refusal = principal == null ? Status.UNAUTHENTICATED : Status.PERMISSION_DENIED;
            call.close(refusal.withDescription("Request had no credentials of " + admitted), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
