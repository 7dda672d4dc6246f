package io.kanesh.engine.observe;

import com.codahale.metrics.Snapshot;
import java.util.Map;
import org.apache.cassandra.db.ColumnFamilyStore;
import org.apache.cassandra.db.Keyspace;
import org.apache.cassandra.schema.SchemaConstants;

/** Sums and worst cases over the customer's tables; system tables are left out. */
final class TableFigures {

    private TableFigures() {}

    static void read(Map<String, Double> figures) {
        long tables = 0;
        long liveBytes = 0;
        long memtableBytes = 0;
        long sstables = 0;
        long flushes = 0;
        double tombstonesWorst = 0;
        double sstablesPerReadWorst = 0;
        long partitionWorst = 0;
        for (Keyspace keyspace : Keyspace.nonLocalStrategy()) {
            if (SchemaConstants.isReplicatedSystemKeyspace(keyspace.getName())) {
                continue;
            }
            for (ColumnFamilyStore table : keyspace.getColumnFamilyStores()) {
                tables++;
                liveBytes += table.metric.liveDiskSpaceUsed.getCount();
                memtableBytes += table.metric.allMemtablesLiveDataSize.getValue();
                sstables += table.metric.liveSSTableCount.getValue();
                flushes += table.metric.memtableSwitchCount.getCount();
                Snapshot tombstones = table.metric.tombstoneScannedHistogram.cf.getSnapshot();
                tombstonesWorst = Math.max(tombstonesWorst, tombstones.get99thPercentile());
                Snapshot files = table.metric.sstablesPerReadHistogram.cf.getSnapshot();
                sstablesPerReadWorst = Math.max(sstablesPerReadWorst, files.get99thPercentile());
                partitionWorst = Math.max(partitionWorst, table.metric.maxPartitionSize.getValue());
            }
        }
        figures.put("tables", (double) tables);
        figures.put("tables_live_bytes", (double) liveBytes);
        figures.put("memtables_bytes", (double) memtableBytes);
        figures.put("sstables", (double) sstables);
        figures.put("flushes_total", (double) flushes);
        figures.put("tombstones_scanned_p99_worst_table", tombstonesWorst);
        figures.put("sstables_per_read_p99_worst_table", sstablesPerReadWorst);
        figures.put("partition_largest_bytes", (double) partitionWorst);
    }
}
