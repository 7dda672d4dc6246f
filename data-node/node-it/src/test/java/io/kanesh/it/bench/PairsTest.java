package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairsTest {

    @Test
    void theIntervalIsThatOfTheMeanLogarithm() {
        var pairs = new Pairs();
        for (var after : new double[] {1.0, 1.1, 1.21}) {
            pairs.add(1, after);
        }
        var interval = pairs.interval();
        assertThat(interval.ratio()).isCloseTo(1.1, within(1e-9));
        // Logarithms 0, ln 1.1, 2 ln 1.1: their deviation is ln 1.1; t(0.975, 2) is 4.303.
        var half = 4.303 * Math.log(1.1) / Math.sqrt(3);
        assertThat(interval.low()).isCloseTo(1.1 * Math.exp(-half), within(1e-9));
        assertThat(interval.high()).isCloseTo(1.1 * Math.exp(half), within(1e-9));
    }

    @Test
    void equalThingsAreOneAndOthersAreNot() {
        var equal = new Pairs();
        var other = new Pairs();
        for (var i = 0; i < 15; i++) {
            equal.add(100 + i % 2, 100 + (i + 1) % 2);
            other.add(100, 105 + i % 2);
        }
        assertThat(equal.interval().isOne()).isTrue();
        assertThat(other.interval().isOne()).isFalse();
    }

    @Test
    void onePairIsNoMeasurement() {
        var pairs = new Pairs();
        pairs.add(1, 2);
        assertThatThrownBy(pairs::interval).hasMessageContaining("two pairs");
        assertThatThrownBy(() -> pairs.add(0, 1)).hasMessageContaining("positive");
    }
}
