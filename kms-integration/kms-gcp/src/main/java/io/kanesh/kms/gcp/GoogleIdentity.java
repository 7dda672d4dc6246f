package io.kanesh.kms.gcp;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import io.kanesh.kms.EndpointRule;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who the client is towards Google: the machine's own service account, or a token; with {@code serviceAccount}, that account,
 * impersonated for an hour at a time by Google's own credentials class.
 */
final class GoogleIdentity {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloudkms";
    private static final int LIFE_SECONDS = 3600;

    private GoogleIdentity() {}

    /** @throws IOException when this machine has no identity of its own to begin with */
    static CredentialsProvider of(Map<String, String> settings) throws IOException {
        var isPlaintext = settings.containsKey("plaintextEndpoint");
        var account = settings.get("serviceAccount");
        if (isPlaintext && account == null) {
            return NoCredentialsProvider.create();
        }
        var own = own(settings.get("accessToken"));
        Credentials credentials = account == null ? own : impersonated(own, account, settings);
        return FixedCredentialsProvider.create(isPlaintext ? new WithoutTls(credentials) : credentials);
    }

    private static GoogleCredentials own(@Nullable String token) throws IOException {
        return token == null
                ? GoogleCredentials.getApplicationDefault()
                        .createScoped(List.of("https://www.googleapis.com/auth/cloud-platform"))
                : GoogleCredentials.create(new AccessToken(token, null));
    }

    private static GoogleCredentials impersonated(GoogleCredentials own, String account, Map<String, String> settings) {
        EndpointRule.check(settings, "iamEndpoint");
        var builder = ImpersonatedCredentials.newBuilder()
                .setSourceCredentials(own)
                .setTargetPrincipal(account)
                .setScopes(List.of(SCOPE))
                .setLifetime(LIFE_SECONDS);
        var endpoint = settings.get("iamEndpoint");
        if (endpoint != null) {
            builder.setIamEndpointOverride(
                    endpoint + "/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken");
        }
        return builder.build();
    }

    /**
     * The same credentials under a type that the channel lets through without TLS: it refuses Google's own. For a simulator on this
     * machine, which is all that {@code plaintextEndpoint} takes.
     */
    private static final class WithoutTls extends Credentials {
        private static final long serialVersionUID = 1L;
        private final Credentials credentials;

        WithoutTls(Credentials credentials) {
            this.credentials = credentials;
        }

        @Override
        public String getAuthenticationType() {
            return credentials.getAuthenticationType();
        }

        @Override
        public Map<String, List<String>> getRequestMetadata(@Nullable URI uri) throws IOException {
            return credentials.getRequestMetadata(uri);
        }

        @Override
        public boolean hasRequestMetadata() {
            return credentials.hasRequestMetadata();
        }

        @Override
        public boolean hasRequestMetadataOnly() {
            return credentials.hasRequestMetadataOnly();
        }

        @Override
        public void refresh() throws IOException {
            credentials.refresh();
        }
    }
}
