package io.kanesh.control.activity.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalBudgetTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void aFloodIsCountedAndSaidLater() {
        var budget = new RefusalBudget();
        for (int i = 0; i < RefusalBudget.PER_MINUTE; i++) {
            assertThat(budget.take("a", NOON)).isZero();
        }
        for (int i = 0; i < 7; i++) {
            assertThat(budget.take("a", NOON.plusSeconds(1))).isEqualTo(-1);
        }
        assertThat(budget.take("b", NOON)).isZero();
        assertThat(budget.take("a", NOON.plusSeconds(61))).isEqualTo(7);
        assertThat(budget.take("a", NOON.plusSeconds(61))).isZero();
    }
}
