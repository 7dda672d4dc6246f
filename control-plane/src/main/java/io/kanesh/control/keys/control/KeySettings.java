package io.kanesh.control.keys.control;

import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.keys.planning.Identities;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.kms.EndpointRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this module. An operator's only: nothing in the API reaches them, so that no customer can point a client with a
 * project's identity at an address of theirs.
 *
 * @param awsAccount account in which the projects' roles are
 * @param googleProject Google project in which the projects' service accounts are
 * @param awsSettings passed on to every client of AWS KMS, e.g. {@code endpoint}; an empty value takes one of ours away
 * @param googleSettings the same for Google
 * @param probeClassPath where a probe process finds the KMS clients: the machine image's agent
 * @param probeSeconds how long a probe may take
 * @param accessDays how long uses of keys are kept; 400 is a year and the month in which somebody asks
 * @param accessLines how many of each node are kept at most
 */
@ConfigurationProperties("kanesh.keys")
public record KeySettings(
        @Nullable String awsAccount,
        @Nullable String googleProject,
        @DefaultValue Map<String, String> awsSettings,
        @DefaultValue Map<String, String> googleSettings,
        String probeClassPath,
        @DefaultValue("60") int probeSeconds,
        @DefaultValue("400") int accessDays,
        @DefaultValue("100000") long accessLines) {
    private static final List<String> AWS = List.of(
            "endpoint", "stsEndpoint", "accessKeyId", "secretAccessKey", "roleArn", "externalId", "deadlineMillis");
    private static final List<String> GOOGLE =
            List.of("endpoint", "plaintextEndpoint", "iamEndpoint", "accessToken", "serviceAccount", "deadlineMillis");

    /** @throws IllegalArgumentException when a setting is not known, or points where no client may go */
    public KeySettings {
        if (accessDays < 1 || accessLines < 1) {
            throw new IllegalArgumentException("kanesh.keys.access-days and access-lines are at least 1");
        }
        awsSettings = named("aws", AWS, awsSettings);
        googleSettings = named("google", GOOGLE, googleSettings);
        EndpointRule.check(awsSettings, "endpoint");
        EndpointRule.check(awsSettings, "stsEndpoint");
        EndpointRule.check(googleSettings, "iamEndpoint");
        EndpointRule.checkPlaintext(googleSettings, "plaintextEndpoint");
    }

    /** A name out of the environment has lost its capitals. */
    private static Map<String, String> named(String cloud, List<String> known, Map<String, String> given) {
        var named = new HashMap<String, String>();
        given.forEach((name, value) -> named.put(
                known.stream()
                        .filter(one -> one.equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("kanesh.keys." + cloud
                                + "-settings has no setting '" + name + "'; it has " + String.join(", ", known))),
                value));
        return Map.copyOf(named);
    }

    public Identities identities() {
        return new Identities(blankIsNull(awsAccount), blankIsNull(googleProject));
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Settings of a cloud's client for a project's identity; see the providers' README. */
    Map<String, String> cloud(KeyProvider provider, ProjectId project, String session, String principal) {
        var settings = new HashMap<String, String>();
        if (provider == KeyProvider.AWS) {
            settings.put("roleArn", principal);
            settings.put("externalId", project.value());
            settings.put("sessionName", session);
            settings.putAll(awsSettings);
        } else {
            settings.put("serviceAccount", principal);
            settings.putAll(googleSettings);
        }
        // An operator who empties a role or an account means that the machine's own identity is the one to use.
        settings.values().removeIf(String::isBlank);
        return settings;
    }
}
