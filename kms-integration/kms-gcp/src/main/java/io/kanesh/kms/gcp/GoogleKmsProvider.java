package io.kanesh.kms.gcp;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyManagementServiceSettings;
import io.grpc.ManagedChannelBuilder;
import io.kanesh.kms.EndpointRule;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsProvider;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

/**
 * Settings, all optional: {@code serviceAccount} (impersonated), {@code accessToken} (else application default credentials: the
 * instance's service account), {@code deadlineMillis} (10000), {@code endpoint} (host:port over TLS, e.g. Private Service
 * Connect), {@code iamEndpoint} (where accounts are impersonated), {@code plaintextEndpoint} (host:port of a simulator on this
 * machine, without TLS; without credentials too unless {@code serviceAccount} is there).
 */
public final class GoogleKmsProvider implements KmsProvider {

    @Override
    public boolean handles(KeyReference key) {
        return key instanceof KeyReference.Google;
    }

    @Override
    public Kms open(KeyReference key, Map<String, String> settings) {
        EndpointRule.checkPlaintext(settings, "plaintextEndpoint");
        var deadline = Duration.ofMillis(Long.parseLong(settings.getOrDefault("deadlineMillis", "10000")));
        try {
            var builder = KeyManagementServiceSettings.newBuilder();
            builder.setTransportChannelProvider(channel(settings.get("plaintextEndpoint")));
            builder.setCredentialsProvider(GoogleIdentity.of(settings));
            var endpoint = settings.get("endpoint");
            if (endpoint != null) {
                builder.setEndpoint(endpoint);
            }
            // No retries here: what the KMS answers is counted and classified once, by us.
            builder.applyToAllUnaryMethods(call -> {
                call.setRetryableCodes();
                call.setSimpleTimeoutNoRetriesDuration(deadline);
                return null;
            });
            return new GoogleKms(KeyManagementServiceClient.create(builder.build()), new SecureRandom());
        } catch (IOException noCredentials) {
            throw new KmsFault(
                    FaultClass.OURS,
                    "open",
                    "Credentials",
                    String.valueOf(noCredentials.getMessage()),
                    "",
                    noCredentials);
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
