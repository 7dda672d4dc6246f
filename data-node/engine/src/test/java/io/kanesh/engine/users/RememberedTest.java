package io.kanesh.engine.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // clocks wrap around
    private final Remembered<String> names = new Remembered<>(Duration.ofNanos(10), 3, now::get);

    @Test
    void forgetsAfterItsTime() {
        names.put("a", "x");
        now.addAndGet(9);
        assertThat(names.get("a")).isEqualTo("x");
        assertThat(names.putIfAbsent("a", "y")).isFalse();
        now.incrementAndGet();
        assertThat(names.get("a")).isNull();
        assertThat(names.putIfAbsent("a", "y")).isTrue();
    }

    @Test
    void neverHoldsMoreThanItsMost() {
        for (int guess = 0; guess < 1_000; guess++) {
            names.put("guess" + guess, "nobody");
            assertThat(names.size()).isLessThanOrEqualTo(3);
        }
        assertThat(names.get("guess999")).isEqualTo("nobody");
        assertThat(names.get("guess0")).isNull();
    }
}
