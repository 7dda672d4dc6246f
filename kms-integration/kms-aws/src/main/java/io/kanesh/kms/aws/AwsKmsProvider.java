package io.kanesh.kms.aws;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Settings, all optional: {@code endpoint} (a VPC endpoint or a simulator), {@code accessKeyId} and {@code secretAccessKey}
 * (else the SDK's default chain: the instance's role), {@code deadlineMillis} (10000). With {@code roleArn} that role is assumed
 * first, with {@code externalId} and {@code sessionName}; {@code stsEndpoint} as {@code endpoint}. The region is the ARN's.
 */
public final class AwsKmsProvider implements KmsProvider {

    /** The shortest that AWS gives: a role that is taken away is noticed that soon, even when the key's policy stays. */
    private static final int SESSION_SECONDS = 900;

    @Override
    public boolean handles(KeyReference key) {
        return key instanceof KeyReference.Aws;
    }

    @Override
    public Kms open(KeyReference key, Map<String, String> settings) {
        var region = Region.of(key.region());
        var base = credentials(settings);
        var role = settings.get("roleArn");
        if (role == null) {
            return new AwsKms(client(KmsClient.builder(), region, base, settings.get("endpoint"), settings)
                    .build());
        }
        var sts = client(StsClient.builder(), region, base, settings.get("stsEndpoint"), settings)
                .build();
        var assumed = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role)
                        .externalId(settings.get("externalId"))
                        .durationSeconds(SESSION_SECONDS)
                        .roleSessionName(settings.getOrDefault("sessionName", "kanesh")))
                .build();
        var kms = client(KmsClient.builder(), region, assumed, settings.get("endpoint"), settings)
                .build();
        return new AwsKms(kms, () -> {
            assumed.close();
            sts.close();
        });
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B client(
            B builder,
            Region region,
            AwsCredentialsProvider credentials,
            @Nullable String endpoint,
            Map<String, String> settings) {
        var deadline = Duration.ofMillis(Long.parseLong(settings.getOrDefault("deadlineMillis", "10000")));
        builder.region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(deadline)
                        .socketTimeout(deadline))
                // No retries here: what the KMS answers is counted and classified once, by us.
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(deadline)
                        .apiCallAttemptTimeout(deadline));
        return endpoint == null ? builder : builder.endpointOverride(URI.create(endpoint));
    }

    private static AwsCredentialsProvider credentials(Map<String, String> settings) {
        var accessKeyId = settings.get("accessKeyId");
        var secret = settings.get("secretAccessKey");
        return accessKeyId == null || secret == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
    }
}
