package io.kanesh.control.postgres.state;

import io.kanesh.control.postgres.server.BorrowedDatabase;
import io.kanesh.control.postgres.state.StateManifest.Table;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes an installation's state into a file, as it is at one moment, while the control plane goes on. */
final class StateBackup {
    static final String MANIFEST = "manifest.json";
    static final String TABLE = "table/";
    static final String FILE = "file/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HomeFiles files;
    private final InstantSource clock;
    private final RandomGenerator random;

    StateBackup(HomeFiles files, InstantSource clock, RandomGenerator random) {
        this.files = files;
        this.clock = clock;
        this.random = random;
    }

    /** Whole or not there: written beside and moved into place. */
    StateManifest write(BorrowedDatabase database, Path target, String passphrase) throws IOException, SQLException {
        Path part = Files.createTempFile(
                target.toAbsolutePath().getParent(),
                target.getFileName().toString(),
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            StateManifest manifest;
            try (var zip = new ZipOutputStream(new SealedOutput(Files.newOutputStream(part), passphrase, random))) {
                manifest = write(new StateTables(connection), zip);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private StateManifest write(StateTables tables, ZipOutputStream zip) throws IOException, SQLException {
        StateManifest manifest = manifest(tables);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(JSON.writeValueAsBytes(manifest));
        for (Table table : manifest.tables()) {
            zip.putNextEntry(new ZipEntry(TABLE + table.name()));
            tables.copyOut(table, new KeptOpen(zip));
        }
        for (String file : files.find()) {
            zip.putNextEntry(new ZipEntry(FILE + file));
            Files.copy(files.resolve(file), zip);
        }
        return manifest;
    }

    private StateManifest manifest(StateTables tables) throws SQLException {
        // More than one while it is being replaced.
        String trusted =
                tables
                        .rows("SELECT certificate_pem FROM authority WHERE id LIKE 'agents%' ORDER BY created_at, id")
                        .stream()
                        .map(row -> row.get(0))
                        .collect(Collectors.joining("\n"));
        return new StateManifest(
                trusted,
                clock.instant().toString(),
                tables.migrations(),
                tables.tables(),
                tables.sequences(),
                tables.rows("SELECT machine_id FROM node WHERE machine_id IS NOT NULL ORDER BY 1").stream()
                        .map(row -> row.get(0))
                        .toList());
    }

    /** The driver may close what it copies to; the archive goes on. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
