package io.kanesh.kms.local;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Settings: {@code address} (http://127.0.0.1:port), {@code principal}, {@code secret}, {@code deadlineMillis} (5000). */
public final class LocalKmsProvider implements KmsProvider {

    @Override
    public boolean handles(KeyReference key) {
        return key instanceof KeyReference.Local;
    }

    @Override
    public Kms open(KeyReference key, Map<String, String> settings) {
        return new LocalKms(
                URI.create(required(settings, "address")),
                required(settings, "principal"),
                required(settings, "secret"),
                Duration.ofMillis(Long.parseLong(settings.getOrDefault("deadlineMillis", "5000"))));
    }

    private static String required(Map<String, String> settings, String name) {
        var value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The local KMS needs the setting '" + name + "'");
        }
        return value;
    }
}
