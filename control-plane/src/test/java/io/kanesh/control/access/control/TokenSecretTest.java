package io.kanesh.control.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenSecretTest {
    /** Made by the script, whose own test holds it too: the first token of an installation is one of its making. */
    private static final String OF_THE_SCRIPT = "kns_0123456789abcdefghjkmnpqrstvwxyzhhqp6f";

    @Test
    void what_the_script_makes_has_the_same_form() {
        assertThat(TokenSecret.isMistyped(OF_THE_SCRIPT)).isFalse();
        assertThat(TokenSecret.isMistyped(OF_THE_SCRIPT.replace("mnp", "mpn"))).isTrue();
        assertThat(TokenSecret.isMistyped(OF_THE_SCRIPT + "0")).isTrue();
    }

    @Test
    void its_own_are_never_mistyped() {
        assertThat(TokenSecret.isMistyped(TokenSecret.make(new Random(20261121))))
                .isFalse();
    }

    @Test
    void a_secret_of_another_form_is_somebody_elses() {
        assertThat(TokenSecret.isMistyped("openssl-made-this")).isFalse();
    }
}
