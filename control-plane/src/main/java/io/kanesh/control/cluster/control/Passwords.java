package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.DatabasePasswords;
import java.security.SecureRandom;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;
import org.springframework.stereotype.Component;

/** Makes passwords of database roles, and their hashes as Cassandra keeps them. */
@Component
class Passwords implements DatabasePasswords {
    // Without 0, O, 1, l and I, which people mix up when they must type what they see.
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    /** 28 of 57 letters: 163 bits. */
    private static final int LENGTH = 28;

    private final SecureRandom random = new SecureRandom();
    // Cassandra's own version and cost: its PasswordAuthenticator checks against this form.
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(BCryptVersion.$2A, 10, random);

    @Override
    public String next() {
        var password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    @Override
    public String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash of a password");
        }
        return hash;
    }
}
