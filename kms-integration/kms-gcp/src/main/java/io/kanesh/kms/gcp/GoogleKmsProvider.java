package io.kanesh.kms.gcp;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyManagementServiceSettings;
import io.grpc.ManagedChannelBuilder;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

/**
 * Settings, all optional: {@code deadlineMillis} (10000); {@code plaintextEndpoint} (host:port of a simulator, without TLS and
 * without credentials). Else the client's default endpoint and application default credentials: the instance's service account.
 */
public final class GoogleKmsProvider implements KmsProvider {

    @Override
    public boolean handles(KeyReference key) {
        return key instanceof KeyReference.Google;
    }

    @Override
    public Kms open(KeyReference key, Map<String, String> settings) {
        var deadline = Duration.ofMillis(Long.parseLong(settings.getOrDefault("deadlineMillis", "10000")));
        try {
            var builder = KeyManagementServiceSettings.newBuilder();
            builder.setTransportChannelProvider(channel(settings.get("plaintextEndpoint")));
            if (settings.containsKey("plaintextEndpoint")) {
                builder.setCredentialsProvider(NoCredentialsProvider.create());
            }
            // No retries here: what the KMS answers is counted and classified once, by us.
            builder.applyToAllUnaryMethods(call -> {
                call.setRetryableCodes();
                call.setSimpleTimeoutNoRetriesDuration(deadline);
                return null;
            });
            return new GoogleKms(KeyManagementServiceClient.create(builder.build()), new SecureRandom());
        } catch (IOException noCredentials) {
            throw new UncheckedIOException("Google's client could not be set up", noCredentials);
        }
    }

    private static InstantiatingGrpcChannelProvider channel(@org.jspecify.annotations.Nullable String plaintext) {
        var builder = KeyManagementServiceSettings.defaultGrpcTransportProviderBuilder();
        if (plaintext == null) {
            return builder.setChannelConfigurator(ManagedChannelBuilder::disableRetry)
                    .build();
        }
        return builder.setEndpoint(plaintext)
                .setChannelConfigurator(channel -> channel.disableRetry().usePlaintext())
                .build();
    }
}
