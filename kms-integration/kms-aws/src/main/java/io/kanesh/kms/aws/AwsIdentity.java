package io.kanesh.kms.aws;

import io.kanesh.kms.EndpointRule;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Who the client is towards AWS. The machine's own credentials, or static ones; with {@code roleArn}, a session of that role,
 * which the SDK renews before it ends. What STS refuses comes out of the KMS call that needed it, under STS's own name.
 */
final class AwsIdentity implements AutoCloseable {
    private final AwsCredentialsProvider credentials;
    private final Runnable closing;

    private AwsIdentity(AwsCredentialsProvider credentials, Runnable closing) {
        this.credentials = credentials;
        this.closing = closing;
    }

    static AwsIdentity of(Map<String, String> settings, Region region, Duration deadline) {
        var own = own(settings);
        var role = settings.get("roleArn");
        if (role == null) {
            return new AwsIdentity(own, () -> {});
        }
        var sts = sts(settings, region, deadline, own);
        var session = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role)
                        .externalId(settings.get("externalId"))
                        .roleSessionName(sessionName(settings.getOrDefault("sessionName", "kanesh"))))
                .build();
        return new AwsIdentity(session, () -> {
            session.close();
            sts.close();
        });
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    @Override
    public void close() {
        closing.run();
    }

    private static StsClient sts(
            Map<String, String> settings, Region region, Duration deadline, AwsCredentialsProvider own) {
        EndpointRule.check(settings, "stsEndpoint");
        var builder = StsClient.builder()
                .region(region)
                .credentialsProvider(own)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(deadline)
                        .socketTimeout(deadline))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(deadline)
                        .apiCallAttemptTimeout(deadline));
        var endpoint = settings.get("stsEndpoint");
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(URI.create(endpoint)).build();
    }

    private static AwsCredentialsProvider own(Map<String, String> settings) {
        var accessKeyId = settings.get("accessKeyId");
        var secret = settings.get("secretAccessKey");
        return accessKeyId == null || secret == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
    }

    /** STS takes 2 to 64 of these characters. */
    private static String sessionName(String wanted) {
        var clean = wanted.replaceAll("[^\\w+=,.@-]", "-");
        return clean.length() > 64 ? clean.substring(0, 64) : clean;
    }
}
