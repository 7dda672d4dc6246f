package io.kanesh.kms.aws;

import io.kanesh.kms.EndpointRule;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Settings, all optional: {@code roleArn} with {@code externalId} and {@code sessionName} (the role is assumed through STS),
 * {@code accessKeyId} and {@code secretAccessKey} (else the SDK's default chain: the instance's role), {@code endpoint} and
 * {@code stsEndpoint} (a VPC endpoint or a simulator, see {@link EndpointRule}), {@code deadlineMillis} (10000). The region is the
 * ARN's.
 */
public final class AwsKmsProvider implements KmsProvider {

    @Override
    public boolean handles(KeyReference key) {
        return key instanceof KeyReference.Aws;
    }

    @Override
    public Kms open(KeyReference key, Map<String, String> settings) {
        EndpointRule.check(settings, "endpoint");
        var deadline = Duration.ofMillis(Long.parseLong(settings.getOrDefault("deadlineMillis", "10000")));
        var region = Region.of(key.region());
        var identity = AwsIdentity.of(settings, region, deadline);
        var builder = KmsClient.builder()
                .region(region)
                .credentialsProvider(identity.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(deadline)
                        .socketTimeout(deadline))
                // No retries here: what the KMS answers is counted and classified once, by us.
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(deadline)
                        .apiCallAttemptTimeout(deadline));
        var endpoint = settings.get("endpoint");
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return new AwsKms(builder.build(), identity);
    }
}
