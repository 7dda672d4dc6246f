package io.kanesh.control.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;

final class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void a_password_is_long_and_never_the_same() {
        assertThat(passwords.next()).matches("[2-9A-HJ-NP-Za-km-z]{28}").isNotEqualTo(passwords.next());
    }

    @Test
    void a_hash_has_the_form_that_cassandra_checks() {
        String password = passwords.next();
        String hash = passwords.hash(password);

        assertThat(hash).startsWith("$2a$10$").hasSize(60);
        assertThat(BCrypt.checkpw(password, hash)).isTrue();
        assertThat(BCrypt.checkpw(password + "x", hash)).isFalse();
    }
}
