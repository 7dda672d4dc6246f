package io.kanesh.agent.observe;

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
                "read 5f6d1c1e-8a8d-4ac5-9d0e-0123456789ab twice | read ? twice",
                "Authorization: Bearer abcdefghij | Authorization: Bearer ?",
                "flushed 3 memtables in 15 ms, it doesn't wait | flushed 3 memtables in 15 ms, it doesn't wait",
            })
    void hidesValuesAndKeepsNames(String line, String hidden) {
        assertThat(StatementValues.hide(line)).isEqualTo(hidden);
    }
}
