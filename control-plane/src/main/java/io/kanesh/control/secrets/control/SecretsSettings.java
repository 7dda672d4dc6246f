package io.kanesh.control.secrets.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which master key wraps the installation's own key.
 *
 * @param key {@code KANESH_SECRETS_KEY}: an AWS key ARN or a Google Cloud key name; by default a key of the control plane's own
 *     in {@code KANESH_HOME/secrets/kms}
 * @param settings passed on to the KMS client, e.g. {@code endpoint}; see the providers' README. The environment knows no small
 *     letters: {@code KANESH_SECRETS_SETTINGS_ROLEARN} means {@code roleArn}
 * @param classPath where the clients of the clouds' KMS are: the machine image's agent
 * @param seconds how long one call may take
 */
@ConfigurationProperties("kanesh.secrets")
record SecretsSettings(
        @Nullable String key,
        @DefaultValue Map<String, String> settings,
        String classPath,
        @DefaultValue("60") int seconds) {

    private static final List<String> NAMES = List.of(
            "endpoint",
            "stsEndpoint",
            "accessKeyId",
            "secretAccessKey",
            "roleArn",
            "externalId",
            "sessionName",
            "plaintextEndpoint",
            "iamEndpoint",
            "accessToken",
            "serviceAccount",
            "address",
            "principal",
            "secret",
            "deadlineMillis");

    /** @throws IllegalArgumentException when a setting is not known */
    SecretsSettings {
        settings = named(settings);
        key = key == null || key.isBlank() ? null : key.strip();
    }

    private static Map<String, String> named(Map<String, String> given) {
        var named = new HashMap<String, String>();
        given.forEach((name, value) -> named.put(
                NAMES.stream()
                        .filter(one -> one.equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("kanesh.secrets.settings has no setting '"
                                + name + "'; it has " + String.join(", ", NAMES))),
                value));
        return Map.copyOf(named);
    }
}
