package io.kanesh.kms;

import java.util.Map;
import java.util.ServiceLoader;

/**
 * Opens the {@link Kms} of one kind of key. Found by {@link ServiceLoader}, so that a process loads the classes of the cloud it
 * uses and of no other: implementations touch their vendor's client in {@link #open} only.
 */
public interface KmsProvider {

    /** Whether {@link #open} takes this key. */
    boolean handles(KeyReference key);

    /**
     * A client for the region of {@code key}, with the identity that {@code settings} names. The provider's README lists its
     * settings; an unknown or missing one is an {@link IllegalArgumentException} that names it.
     */
    Kms open(KeyReference key, Map<String, String> settings);

    /**
     * Opens {@code key} with the provider that handles it: one on the class path, else the one in the folder of the key's cloud,
     * {@code kms/aws} or {@code kms/google} beside the {@code lib} that this class is in.
     */
    static Kms openFor(KeyReference key, Map<String, String> settings) {
        for (var provider : ServiceLoader.load(KmsProvider.class)) {
            if (provider.handles(key)) {
                return provider.open(key, settings);
            }
        }
        return ClientFolder.providerOf(key)
                .map(provider -> ClientFolder.open(provider, key, settings))
                .orElseThrow(() -> new IllegalArgumentException("No KMS client here handles " + key
                        + ": there is none on the class path, nor in a folder kms beside it"));
    }
}
