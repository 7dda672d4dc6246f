package io.kanesh.engine.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.control.Operations;
import io.kanesh.engine.settings.Home;
import io.kanesh.files.inventory.ByteScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.db.ColumnFamilyStore;
import org.apache.cassandra.db.ConsistencyLevel;
import org.apache.cassandra.db.Keyspace;
import org.apache.cassandra.db.marshal.ListType;
import org.apache.cassandra.db.marshal.UTF8Type;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.service.StorageService;

/**
 * The control socket's operations of a proof. All can be repeated. The table is not compressed and every node keeps the row, so
 * that the markers lie byte by byte in every node's files, if those were not encrypted.
 */
public final class ProofOperations {

    private static final String TABLE = "markers";
    private static final String SNAPSHOT = "kanesh-proof";

    private final Home home;
    private final BooleanSupplier serves;

    public ProofOperations(Home home, BooleanSupplier serves) {
        this.home = home;
        this.serves = serves;
    }

    /** Adds them to the table. */
    public Operations addTo(Operations all) {
        return all.with("proof-write", arguments -> write(markers(arguments)))
                .with("proof-flush", arguments -> flush(markers(arguments)))
                .with("proof-control", arguments -> control(markers(arguments)))
                .with("proof-drop", arguments -> drop(markers(arguments)));
    }

    private Markers markers(JsonNode arguments) {
        if (!serves.getAsBoolean()) {
            throw new OperationRefused("the engine does not serve now");
        }
        return Markers.of(
                arguments.path("keyspace").asText(), arguments.path("markers").asText());
    }

    /** On one node: the keyspace on all nodes of all data centers, its indexes, one row at consistency ALL. */
    private Map<String, Object> write(Markers markers) {
        String table = markers.keyspace() + "." + TABLE;
        run("CREATE KEYSPACE IF NOT EXISTS " + markers.keyspace() + " WITH replication = " + everywhere());
        run("CREATE TABLE IF NOT EXISTS " + table + " (key text PRIMARY KEY, text text, blob blob, number bigint,"
                + " vector vector<float, 4>, list list<text>) WITH compression = {'enabled': 'false'}");
        for (String column : List.of("text", "number", "vector")) {
            run("CREATE INDEX IF NOT EXISTS " + column + "_index ON " + table + " (" + column + ") USING 'sai'");
        }
        ByteBuffer list = ListType.getInstance(UTF8Type.instance, false)
                .decompose(List.of(new String(markers.of("text"), java.nio.charset.StandardCharsets.US_ASCII)));
        QueryProcessor.process(
                "INSERT INTO " + table + " (key, text, blob, number, vector, list) VALUES (?, ?, ?, ?, ?, ?)",
                ConsistencyLevel.ALL,
                List.of(
                        ByteBuffer.wrap(markers.of("key")),
                        ByteBuffer.wrap(markers.of("text")),
                        ByteBuffer.wrap(markers.of("blob")),
                        ByteBuffer.wrap(markers.of("number")),
                        ByteBuffer.wrap(markers.of("vector")),
                        list));
        return Map.of("rows", 1);
    }

    /** On each node: sstables, indexes and a snapshot of them. */
    private Map<String, Object> flush(Markers markers) {
        ColumnFamilyStore table = table(markers);
        table.forceBlockingFlush(ColumnFamilyStore.FlushReason.USER_FORCED);
        if (!table.snapshotExists(SNAPSHOT)) {
            table.snapshot(SNAPSHOT);
        }
        return Map.of("sstables", table.getLiveSSTables().size());
    }

    /**
     * On each node: the same search over the table's files and the commit log, but through the file system that has the key. It
     * must find what the search of the bare disk must not.
     */
    private Map<String, Object> control(Markers markers) {
        List<Path> paths = new ArrayList<>(table(markers).getDirectories().getCFDirectories().stream()
                .map(folder -> folder.toPath())
                .toList());
        paths.add(home.commitLog());
        Map<String, Object> result = new TreeMap<>();
        long hits = 0;
        for (String name : Markers.NAMES) {
            long found = search(paths, markers.of(name));
            result.put("hits." + name, found);
            hits += found;
        }
        result.put("hits", hits);
        return result;
    }

    private static long search(List<Path> paths, byte[] marker) {
        try {
            return ByteScan.of(paths, new io.kanesh.files.inventory.Markers(List.of(marker)))
                    .hits();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** On each node; the first to do it drops the keyspace, each removes its snapshots. */
    private Map<String, Object> drop(Markers markers) {
        run("DROP KEYSPACE IF EXISTS " + markers.keyspace());
        StorageService.instance.clearSnapshot(Map.of(), "", markers.keyspace());
        return Map.of();
    }

    private static ColumnFamilyStore table(Markers markers) {
        if (Schema.instance.getTableMetadata(markers.keyspace(), TABLE) == null) {
            throw new OperationRefused(markers.keyspace() + " is not known here yet");
        }
        return Keyspace.open(markers.keyspace()).getColumnFamilyStore(TABLE);
    }

    private static void run(String statement) {
        QueryProcessor.process(statement, ConsistencyLevel.ALL);
    }

    private static String everywhere() {
        return StorageService.instance
                .getTokenMetadata()
                .cloneOnlyTokenMap() // the live one refuses to be looked at
                .getTopology()
                .getDatacenterEndpoints()
                .asMap()
                .entrySet()
                .stream()
                .map(dataCenter -> "'" + dataCenter.getKey() + "': "
                        + dataCenter.getValue().size())
                .sorted()
                .collect(Collectors.joining(", ", "{'class': 'NetworkTopologyStrategy', ", "}"));
    }
}
