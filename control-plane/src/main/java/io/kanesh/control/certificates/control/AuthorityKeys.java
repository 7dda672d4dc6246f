package io.kanesh.control.certificates.control;

import io.kanesh.control.secrets.InstallationSecrets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** Private keys of authorities between memory and the database. */
final class AuthorityKeys {
    private final InstallationSecrets secrets;

    AuthorityKeys(InstallationSecrets secrets) {
        this.secrets = secrets;
    }

    /** @param authority its id; the sealed key opens for no other */
    String seal(PrivateKey key, String authority) {
        byte[] plain = key.getEncoded();
        try {
            return secrets.seal(plain, context(authority));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    PrivateKey open(String sealed, String authority) {
        byte[] plain = secrets.open(sealed, context(authority));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of authority " + authority + " cannot be read", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static String context(String authority) {
        return "authority " + authority;
    }
}
