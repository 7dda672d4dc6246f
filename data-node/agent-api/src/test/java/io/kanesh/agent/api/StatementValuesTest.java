package io.kanesh.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INSERT INTO a.b (k, n) VALUES ('O''Hara', 17) | INSERT INTO a.b (k, n) VALUES (?, ?)",
                "12:00 x3 SELECT v1 FROM t WHERE id = 0xCAFE | 12:00 x3 SELECT v1 FROM t WHERE id = ?",
                "update t set a = 1.5e3 where k = $$a b$$ | update t set a = ? where k = ?",
                "DELETE FROM t WHERE k = 'first line of a longer | DELETE FROM t WHERE k = ?",
                "CREATE ROLE x WITH PASSWORD = 'p' | CREATE ROLE x WITH PASSWORD = ?",
                "Writing large partition ks/t:ann@example.org (101 MiB) | Writing large partition ks/t:? (101 MiB)",
                "Writing large partition shop/orders:ada lovelace (101.5MiB) to sstable x"
                        + " | Writing large partition shop/orders:? (101.5MiB) to sstable x",
                "read 5f6d1c1e-8a8d-4ac5-9d0e-0123456789ab twice | read ? twice",
                "Authorization: Bearer abcdefghij | Authorization: Bearer ?",
                "flushed 3 memtables in 15 ms, it doesn't wait | flushed 3 memtables in 15 ms, it doesn't wait",
                "<SELECT * FROM shop.orders WHERE customer = 'Ada''s' AND n = 42 LIMIT 100>, time 612 msec"
                        + " | <SELECT * FROM shop.orders WHERE customer = ? AND n = ? LIMIT ?>, time 612 msec",
                "Read 0 live rows and 1001 tombstone cells for query SELECT a FROM k.t WHERE id = 7c9e6679-7425-40de-944b-e07fc1f90ae7"
                        + " | Read 0 live rows and 1001 tombstone cells for query SELECT a FROM k.t WHERE id = ?",
                "SELECT v FROM k.t WHERE p IN (1, 2, 3) AND c > 0xcafe | SELECT v FROM k.t WHERE p IN ? AND c > ?",
                "SELECT v FROM k.t WHERE who = ada AND ok = true | SELECT v FROM k.t WHERE who = ? AND ok = ?",
                "Compacted 4 sstables to 10MiB in 1,200 ms | Compacted 4 sstables to 10MiB in 1,200 ms",
            })
    void hidesValuesAndKeepsNames(String line, String hidden) {
        assertThat(StatementValues.hide(line)).isEqualTo(hidden);
        assertThat(StatementValues.hide(hidden)).as("hidden once more").isEqualTo(hidden);
    }
}
