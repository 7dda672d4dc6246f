package io.kanesh.control.secrets.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which master key wraps the installation's own key.
 *
 * @param key {@code KANESH_SECRETS_KEY}: an AWS key ARN or a Google Cloud key name; by default a key of the control plane's own
 *     in {@code KANESH_HOME/secrets/kms}
 * @param settings passed on to the KMS client, e.g. {@code endpoint}; see the providers' README
 * @param classPath where the clients of the clouds' KMS are: the machine image's agent
 * @param seconds how long one call may take
 */
@ConfigurationProperties("kanesh.secrets")
record SecretsSettings(
        @Nullable String key,
        @DefaultValue Map<String, String> settings,
        String classPath,
        @DefaultValue("60") int seconds) {

    SecretsSettings {
        key = key == null || key.isBlank() ? null : key.strip();
    }
}
