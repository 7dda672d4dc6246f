package io.kanesh.control.postgres.state;

import io.kanesh.control.postgres.server.BorrowedDatabase;
import io.kanesh.control.postgres.state.StateManifest.Migration;
import io.kanesh.control.postgres.state.StateManifest.Table;
import io.kanesh.control.shared.KaneshHome;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes an installation of a file, where there is none. The file is read to its end before anything is changed. */
final class StateRestore {
    private static final String MIGRATIONS = "db/migration/";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final KaneshHome home;
    private final HomeFiles files;
    private final Map<String, String> environment;

    StateRestore(KaneshHome home, Map<String, String> environment) {
        this.home = home;
        this.files = new HomeFiles(home);
        this.environment = environment;
    }

    /** Reads and checks the whole file. @throws StateFault with what is wrong with it */
    static StateManifest verify(Path file, String passphrase) throws IOException {
        try (var sealed = new SealedInput(Files.newInputStream(file), passphrase);
                var zip = new ZipInputStream(sealed)) {
            ZipEntry first = zip.getNextEntry();
            if (first == null || !first.getName().equals(StateBackup.MANIFEST)) {
                throw new StateFault("The file has no manifest: it is not a state of Kanesh.");
            }
            StateManifest manifest = JSON.readValue(new KeptOpen(zip), StateManifest.class);
            // Every frame of it is checked by being read.
            while (zip.getNextEntry() != null) {
                zip.transferTo(OutputStream.nullOutputStream());
            }
            sealed.transferTo(OutputStream.nullOutputStream());
            requireKnownSchema(manifest);
            return manifest;
        }
    }

    private static void requireKnownSchema(StateManifest manifest) {
        List<String> unknown = manifest.migrations().stream()
                .map(Migration::script)
                .filter(script -> StateRestore.class.getClassLoader().getResource(MIGRATIONS + script) == null)
                .toList();
        if (!unknown.isEmpty()) {
            throw new StateFault("The state was saved by a newer version of Kanesh: this one does not know "
                    + String.join(", ", unknown) + ". Install that version (or a later one) and restore with it.");
        }
    }

    /** @throws StateFault when something is there that a restore would destroy */
    void requireEmptyTarget() throws IOException {
        if (isUnfinished()) {
            BorrowedDatabase.remove(home);
            for (String name : files.find()) {
                if (name.startsWith("secrets/")) {
                    Files.delete(files.resolve(name));
                }
            }
            Files.deleteIfExists(home.secrets().resolve("postgres.password"));
        }
        boolean used = Files.exists(home.secretsKeyName())
                || (BorrowedDatabase.isEmbedded(environment) && BorrowedDatabase.isIn(home));
        if (used) {
            throw new StateFault(
                    "There is an installation in " + home.path() + " already, and restoring would overwrite"
                            + " it. Restore into another KANESH_HOME, or move this one away first (machines/ may stay: their agents"
                            + " find back by themselves).");
        }
    }

    private Path marker() {
        return home.path().resolve("restore-state.unfinished");
    }

    private boolean isUnfinished() {
        return Files.exists(marker());
    }

    /** Fills database and home; after a failure the next restore begins anew. */
    void restore(Path file, String passphrase, StateManifest manifest) throws IOException, SQLException {
        Files.createDirectories(home.path());
        Files.writeString(marker(), "A restore was begun and has not ended; the next one begins anew.\n");
        try (var database = BorrowedDatabase.open(home, environment)) {
            try (Connection connection = database.connect()) {
                var tables = new StateTables(connection);
                if (!tables.isEmpty()) {
                    Files.delete(marker());
                    throw new StateFault("The database " + database.url() + " is not empty, and restoring would mix two"
                            + " installations. Name an empty one in KANESH_DATABASE_URL.");
                }
            }
            migrate(database, manifest);
            fill(database, file, passphrase, manifest);
        }
        Files.delete(marker());
    }

    /** To the schema that the tables are of, not further: the control plane itself does the rest when it starts. */
    private static void migrate(BorrowedDatabase database, StateManifest manifest) throws IOException, SQLException {
        Path scripts = Files.createTempDirectory("kanesh-restore");
        try {
            for (Migration migration : manifest.migrations()) {
                try (InputStream script = resource(MIGRATIONS + migration.script())) {
                    Files.copy(script, scripts.resolve(migration.script()));
                }
            }
            Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .locations("filesystem:" + scripts)
                    .outOfOrder(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StateFault("The schema cannot be made: " + e.getMessage());
        } finally {
            try (var left = Files.list(scripts)) {
                for (Path script : left.toList()) {
                    Files.delete(script);
                }
            }
            Files.delete(scripts);
        }
        try (Connection connection = database.connect()) {
            requireSameScripts(new StateTables(connection).migrations(), manifest.migrations());
        }
    }

    private static InputStream resource(String name) throws IOException {
        var found = StateRestore.class.getClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new IOException("no resource " + name);
        }
        return found;
    }

    private static void requireSameScripts(List<Migration> made, List<Migration> wanted) {
        var other = wanted.stream()
                .filter(migration -> !made.contains(migration))
                .map(Migration::script)
                .toList();
        if (!other.isEmpty()) {
            throw new StateFault("The state was saved by another build of Kanesh, in which " + String.join(", ", other)
                    + " said something else. Restore with the version that saved it.");
        }
    }

    private void fill(BorrowedDatabase database, Path file, String passphrase, StateManifest manifest)
            throws IOException, SQLException {
        Map<String, Table> tables = manifest.tables().stream().collect(Collectors.toMap(Table::name, table -> table));
        boolean keepsKms = files.has(HomeFiles.KMS);
        try (Connection connection = database.connect();
                var zip = new ZipInputStream(new SealedInput(Files.newInputStream(file), passphrase))) {
            connection.setAutoCommit(false);
            var target = new StateTables(connection);
            // Migrations have put in what every installation begins with; the state has its own.
            target.empty(manifest.tables());
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(StateBackup.TABLE)) {
                    Table table = tables.get(name.substring(StateBackup.TABLE.length()));
                    if (table != null) {
                        target.copyIn(table, new KeptOpen(zip));
                    }
                } else if (name.startsWith(StateBackup.FILE)) {
                    write(name.substring(StateBackup.FILE.length()), zip, keepsKms);
                }
            }
            requireRows(target, manifest);
            Jump.apply(target, manifest.sequences());
            connection.commit();
        }
    }

    private void write(String name, InputStream content, boolean keepsKms) throws IOException {
        if (!(keepsKms && name.startsWith(HomeFiles.KMS + "/"))) {
            files.write(name, content);
        }
    }

    private static void requireRows(StateTables target, StateManifest manifest) throws SQLException {
        Set<Table> there = Set.copyOf(target.tables());
        for (Table table : manifest.tables()) {
            if (!there.contains(table)) {
                throw new StateFault("The table " + table.name() + " did not arrive whole. Nothing of the database was"
                        + " kept; restore again.");
            }
        }
    }

    /** Entries are read from the archive one after the other; readers may close what they are given. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive is closed by who opened it.
        }
    }
}
