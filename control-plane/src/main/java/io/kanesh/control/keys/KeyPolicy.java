package io.kanesh.control.keys;

/**
 * What a project demands of every cluster that is created or changed from now on.
 *
 * @param customerKeysOnly no provider-managed key
 * @param aes256Only no AES-128
 */
public record KeyPolicy(boolean customerKeysOnly, boolean aes256Only) {
    public static final KeyPolicy NONE = new KeyPolicy(false, false);
}
