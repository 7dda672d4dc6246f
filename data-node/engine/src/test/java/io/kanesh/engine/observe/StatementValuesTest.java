package io.kanesh.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<SELECT * FROM shop.orders WHERE customer = 'Ada''s' AND n = 42 LIMIT 100>, time 612 msec"
                        + " | <SELECT * FROM shop.orders WHERE customer = ? AND n = ? LIMIT 100>, time 612 msec",
                "Read 0 live rows and 1001 tombstone cells for query SELECT a FROM k.t WHERE id = 7c9e6679-7425-40de-944b-e07fc1f90ae7"
                        + " | Read 0 live rows and 1001 tombstone cells for query SELECT a FROM k.t WHERE id = ?",
                "SELECT v FROM k.t WHERE p IN (1, 2, 3) AND c > 0xcafe | SELECT v FROM k.t WHERE p IN ? AND c > ?",
                "Writing large partition shop/orders:ada@example.org (101.5MiB) to sstable x"
                        + " | Writing large partition shop/orders:? (101.5MiB) to sstable x",
                "Compacted 4 sstables to 10MiB in 1,200 ms | Compacted 4 sstables to 10MiB in 1,200 ms",
            })
    void keepsTheShapeAndHidesTheValues(String message, String expected) {
        assertThat(StatementValues.hide(message)).isEqualTo(expected);
    }
}
