package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bisection and the names of what is measured. */
class HighestRateTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 120, 499, 500, 501, 3_875, 64_000})
    void findsTheLimitToATenth(int limit) throws InterruptedException {
        assertThat(new HighestRate(rate -> rate <= limit).find()).isBetween(limit - Math.max(1, limit / 10), limit);
        assertThat(new HighestRate(3_000, rate -> rate <= limit).find())
                .isBetween(limit - Math.max(1, limit / 10), limit);
    }

    @Test
    void aGuessThatIsNearSparesTries() throws InterruptedException {
        var tried = new ArrayList<Integer>();
        new HighestRate(4_000, rate -> tried.add(rate) && rate <= 5_000).find();
        assertThat(tried).hasSizeLessThan(7);
    }

    @Test
    void isZeroWhenNothingHolds() throws InterruptedException {
        var tried = new ArrayList<Integer>();
        assertThat(new HighestRate(rate -> !tried.add(rate)).find()).isZero();
        assertThat(tried).startsWith(500, 250).doesNotHaveDuplicates();
    }

    @Test
    void aVariantIsNamedByItsWords() {
        var variant = SettingsVariant.named("kanesh+group1+parallel");
        assertThat(variant.settings()).isEqualTo(SettingsVariant.Settings.KANESH);
        assertThat(variant.sync()).contains("commitlog_sync: group").contains("1ms");
        assertThat(variant.collector()).isEqualTo("-XX:+UseParallelGC");
        assertThat(SettingsVariant.named("defaults").sync()).isEmpty();
        assertThatThrownBy(() -> SettingsVariant.named("kanesh+cms"))
                .hasMessageContaining("'cms'")
                .hasMessageContaining("parallel");
        assertThatThrownBy(() -> SettingsVariant.named("ours")).hasMessageContaining("kanesh or defaults");
    }
}
