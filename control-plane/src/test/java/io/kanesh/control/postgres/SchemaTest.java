package io.kanesh.control.postgres;

import io.kanesh.control.Golden;
import io.kanesh.control.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema that the migrations lead to, as one file to read and to review. */
class SchemaTest {
    static final Path GOLDEN = Path.of("src/test/resources/golden/schema.sql");

    @Test
    void isFresh() throws Exception {
        var database = TestPostgres.freshDatabase();
        Schema.migrate(database.url(), database.user(), database.password());
        Golden.assertFresh(GOLDEN, Schema.describe(database.url(), database.user(), database.password()));
    }
}
