package io.kanesh.control.keys.control;

import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.keys.planning.Identities;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this module.
 *
 * @param awsAccount account in which the projects' roles are
 * @param googleProject Google project in which the projects' service accounts are
 * @param awsSettings passed on to every client of AWS KMS, e.g. {@code endpoint}
 * @param googleSettings the same for Google
 * @param probeClassPath where a probe process finds the KMS clients: the machine image's agent
 * @param probeSeconds how long a probe may take
 */
@ConfigurationProperties("kanesh.keys")
public record KeySettings(
        @Nullable String awsAccount,
        @Nullable String googleProject,
        @DefaultValue Map<String, String> awsSettings,
        @DefaultValue Map<String, String> googleSettings,
        String probeClassPath,
        @DefaultValue("60") int probeSeconds) {

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
        // An operator who names static credentials, or a simulator, means that no identity is assumed.
        settings.values().removeIf(String::isBlank);
        return settings;
    }
}
