package io.kanesh.control.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessLimitTest {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final GuessLimit limit = new GuessLimit(new GuessLimit.Limits(3, 60), () -> now);

    @Test
    void anAddressThatGuessesHasToWaitAndOthersDoNot() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.wait("a")).isEqualTo(Duration.ZERO);
            limit.wrong("a");
        }
        assertThat(limit.wait("a")).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit.wait("b")).isEqualTo(Duration.ZERO);
        now = now.plusSeconds(1);
        assertThat(limit.wait("a")).isEqualTo(Duration.ZERO);
    }
}
