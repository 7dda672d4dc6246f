package io.kanesh.engine.settings;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.engine.settings.Setting.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cassandra's configuration of one node. The base is what Cassandra's own file for new clusters of 5.0 chooses; on top come
 * what encryption, the quota, safety of acknowledged writes and the size of the machine ask for.
 */
public final class NodeSettings {

    /** Tokens of a node whose tokens were not planned. Cassandra's own default, and fixed for the life of a node. */
    private static final int UNPLANNED_TOKENS = 16;

    private final EngineSettings node;
    private final Home home;
    private final long diskBytes;
    private final Sizing size;
    private final List<Setting> settings = new ArrayList<>();

    private NodeSettings(EngineSettings node, Home home, long diskBytes) {
        this.node = node;
        this.home = home;
        this.diskBytes = diskBytes;
        this.size = Sizing.of(node);
    }

    /**
     * All settings in the order of the guide.
     *
     * @param diskBytes size of the file system that holds the home: Cassandra refuses a quota above it
     */
    public static List<Setting> of(EngineSettings node, Home home, long diskBytes) {
        NodeSettings it = new NodeSettings(node, home, diskBytes);
        it.identity();
        it.storage();
        it.durability();
        it.memory();
        it.concurrency();
        it.streaming();
        it.settings.addAll(SecuritySettings.of(home));
        it.quota();
        it.features();
        return List.copyOf(it.settings);
    }

    private void identity() {
        add(
                Topic.IDENTITY,
                "cluster_name",
                node.clusterName(),
                "The cluster's id: nodes of another cluster are refused.");
        add(Topic.IDENTITY, "listen_address", node.address(), "Nodes talk to each other here, on port 7000.");
        add(Topic.IDENTITY, "rpc_address", node.address(), "Clients connect here, on port 9042.");
        add(Topic.IDENTITY, "seed_provider", seeds(), "All first nodes are seeds, so that they may start in parallel.");
        add(
                Topic.IDENTITY,
                "partitioner",
                "org.apache.cassandra.dht.Murmur3Partitioner",
                "The plan's tokens are Murmur3 tokens.");
        add(
                Topic.IDENTITY,
                "endpoint_snitch",
                "GossipingPropertyFileSnitch",
                "Data center and rack come from the plan.");
        add(
                Topic.IDENTITY,
                "auto_bootstrap",
                node.autoBootstrap(),
                "False for a cluster's first nodes, which have nothing to fetch.");
        if (node.initialTokens().isEmpty()) {
            add(Topic.IDENTITY, "num_tokens", UNPLANNED_TOKENS, "Tokens of a node without planned ones.");
            add(
                    Topic.IDENTITY,
                    "allocate_tokens_for_local_replication_factor",
                    3,
                    "Unplanned tokens are chosen to even out three replicas.");
        } else {
            add(
                    Topic.IDENTITY,
                    "num_tokens",
                    node.initialTokens().size(),
                    "As many as were planned; it cannot change later.");
            add(
                    Topic.IDENTITY,
                    "initial_token",
                    String.join(",", node.initialTokens()),
                    "Planned tokens are even from the start and let nodes join at the same time.");
        }
        add(
                Topic.IDENTITY,
                "phi_convict_threshold",
                10,
                "Virtual machines pause now and then; at 8 such a pause takes a healthy node out.");
    }

    private List<Object> seeds() {
        return List.of(ordered(
                "class_name",
                "org.apache.cassandra.locator.SimpleSeedProvider",
                "parameters",
                List.of(Map.of("seeds", String.join(",", node.seeds())))));
    }

    private void storage() {
        add(Topic.STORAGE, "data_file_directories", List.of(text(home.data())), "Below the encrypted tree.");
        add(Topic.STORAGE, "commitlog_directory", text(home.commitLog()), "Below the encrypted tree.");
        add(Topic.STORAGE, "hints_directory", text(home.hints()), "Below the encrypted tree.");
        add(Topic.STORAGE, "saved_caches_directory", text(home.savedCaches()), "Below the encrypted tree.");
        add(Topic.STORAGE, "cdc_raw_directory", text(home.changeLog()), "Below the encrypted tree.");
        add(
                Topic.STORAGE,
                "storage_compatibility_mode",
                "NONE",
                "New clusters never go back to 4.x. Without it, bti is silently not used.");
        add(
                Topic.STORAGE,
                "sstable",
                Map.of("selected_format", "bti"),
                "Trie indexes: smaller, and no key cache needed.");
        add(Topic.STORAGE, "column_index_size", "4KiB", "Finer row index; cheap in the bti format.");
        add(Topic.STORAGE, "uuid_sstable_identifiers_enabled", true, "File names never repeat, which backups rely on.");
        add(Topic.STORAGE, "default_compaction", compaction(), "One strategy for all; no 50 % of free disk needed.");
        add(
                Topic.STORAGE,
                "disk_access_mode",
                "standard",
                "Encrypted files cannot be mapped into memory; the chunk cache takes the place of the page cache.");
        add(Topic.STORAGE, "trickle_fsync", true, "Large flushes reach the SSD in steps and do not stall reads.");
    }

    private static Map<String, Object> compaction() {
        return ordered(
                "class_name",
                "UnifiedCompactionStrategy",
                "parameters",
                ordered(
                        "scaling_parameters",
                        "T4",
                        "max_sstables_to_compact",
                        "64",
                        "target_sstable_size",
                        "1GiB",
                        "sstable_growth",
                        "0.3333333333333333",
                        "min_sstable_size",
                        "100MiB"));
    }

    private void durability() {
        add(
                Topic.DURABILITY,
                "commitlog_sync",
                "batch",
                "A write is acknowledged after it is on disk. The stock periodic mode loses up to 10 s of acknowledged"
                        + " writes when the process is killed.");
        add(
                Topic.DURABILITY,
                "commitlog_compression",
                List.of(Map.of("class_name", "LZ4Compressor")),
                "A compressed log is written through ordinary file channels, which encryption needs.");
        add(Topic.DURABILITY, "commitlog_disk_access_mode", "standard", "See commitlog_compression.");
        add(
                Topic.DURABILITY,
                "commitlog_total_space",
                size.commitLogMib() + "MiB",
                "A sixteenth of the quota, 256 MiB to 8 GiB: bounds both disk and replay time.");
        add(
                Topic.DURABILITY,
                "disk_failure_policy",
                "die",
                "A node that cannot read or write its disk must not answer; the agent restarts it. The default is to ignore.");
        add(
                Topic.DURABILITY,
                "commit_failure_policy",
                "die",
                "A node that cannot log a write must not acknowledge it.");
        add(
                Topic.DURABILITY,
                "auto_snapshot",
                false,
                "TRUNCATE and DROP must give space back at once, on a full node above all. Backups are what restores.");
    }

    private void memory() {
        add(Topic.MEMORY, "memtable", memtables(), "Trie memtables: less garbage, more data in the same memory.");
        add(
                Topic.MEMORY,
                "memtable_allocation_type",
                "offheap_objects",
                "Keeps rows off the heap until they are flushed.");
        add(Topic.MEMORY, "memtable_heap_space", size.memtableHeapMib() + "MiB", "A quarter of the heap.");
        add(Topic.MEMORY, "memtable_offheap_space", size.memtableOffHeapMib() + "MiB", "As much again off the heap.");
        add(
                Topic.MEMORY,
                "file_cache_enabled",
                true,
                "The chunk cache, off by default. Without it every read decrypts and decompresses.");
        add(
                Topic.MEMORY,
                "file_cache_size",
                size.chunkCacheMib() + "MiB",
                "A quarter of the heap's size, off the heap.");
        add(Topic.MEMORY, "key_cache_size", "0MiB", "The bti format has no use for it.");
        add(Topic.MEMORY, "row_cache_size", "0MiB", "Impossible to size well for a load that changes.");
        add(
                Topic.MEMORY,
                "sai_options",
                Map.of("segment_write_buffer_size", size.indexBuildMib() + "MiB"),
                "The default of 1 GiB is more than the whole heap of a small node.");
    }

    private static Map<String, Object> memtables() {
        return Map.of(
                "configurations",
                ordered(
                        "skiplist",
                        Map.of("class_name", "SkipListMemtable"),
                        "trie",
                        Map.of("class_name", "TrieMemtable"),
                        "default",
                        Map.of("inherits", "trie")));
    }

    private void concurrency() {
        add(
                Topic.CONCURRENCY,
                "available_processors",
                Math.max(1, node.vcpus()),
                "What the machine's type promises; the operating system may show more.");
        add(Topic.CONCURRENCY, "concurrent_reads", size.concurrentReads(), "Eight for each processor, 16 to 128.");
        add(Topic.CONCURRENCY, "concurrent_writes", size.concurrentReads(), "As reads.");
        add(Topic.CONCURRENCY, "concurrent_counter_writes", size.concurrentReads(), "As reads: a counter reads first.");
        add(
                Topic.CONCURRENCY,
                "native_transport_max_threads",
                size.nativeThreads(),
                "Sixteen for each processor, 32 to 128.");
        add(
                Topic.CONCURRENCY,
                "concurrent_compactors",
                size.compactors(),
                "Half the processors, 2 to 8: the stock 8 would starve requests on a small machine.");
        add(
                Topic.CONCURRENCY,
                "compaction_throughput",
                size.compactionMibPerSecond() + "MiB/s",
                "16 MiB/s for each processor, 64 to 512.");
    }

    private void streaming() {
        add(Topic.STREAMING, "stream_entire_sstables", true, "Whole files where the transport allows it.");
        for (String name : List.of(
                "stream_throughput_outbound",
                "inter_dc_stream_throughput_outbound",
                "entire_sstable_stream_throughput_outbound",
                "entire_sstable_inter_dc_stream_throughput_outbound")) {
            add(Topic.STREAMING, name, "0MiB/s", "Not capped: the stock 24 MiB/s makes scaling slow without a word.");
        }
        add(Topic.STREAMING, "internode_compression", "dc", "Between data centers only, where bandwidth costs.");
        add(Topic.STREAMING, "hinted_handoff_throttle", "16MiB", "The stock 1 MiB needs hours after a short outage.");
        add(
                Topic.STREAMING,
                "max_hints_size_per_host",
                Math.max(64, (node.storageQuotaBytes() / 20) >> 20) + "MiB",
                "At most a twentieth of the quota for one node that is away.");
        add(Topic.STREAMING, "auto_hints_cleanup_enabled", true, "Expired hints are deleted without an operator.");
    }

    private void quota() {
        add(Topic.QUOTA, "data_disk_usage_percentage_warn_threshold", 85, "Clients get a warning with each write.");
        add(
                Topic.QUOTA,
                "data_disk_usage_percentage_fail_threshold",
                92,
                "Writes to a full node are refused; reads, TRUNCATE and compaction go on in the space that is left.");
        add(
                Topic.QUOTA,
                "data_disk_usage_max_disk_size",
                Math.min(node.storageQuotaBytes(), diskBytes) + "B",
                "The node's quota, or the file system if that is smaller.");
    }

    private void features() {
        add(Topic.FEATURES, "default_secondary_index", "sai", "CREATE INDEX makes a storage-attached index.");
        add(Topic.FEATURES, "dynamic_data_masking_enabled", true, "Columns can be masked for roles without UNMASK.");
        add(
                Topic.FEATURES,
                "materialized_views_enabled",
                false,
                "Experimental in Cassandra, and they assume that base and view live on the same nodes.");
        add(Topic.FEATURES, "sasi_indexes_enabled", false, "Experimental, and writes files past the encryption.");
        add(Topic.FEATURES, "transient_replication_enabled", false, "Experimental.");
        add(Topic.FEATURES, "user_defined_functions_enabled", false, "Code of clients does not run inside the engine.");
        add(Topic.FEATURES, "paxos_variant", "v2", "Fewer round trips for lightweight transactions, and safe to move.");
        add(
                Topic.FEATURES,
                "force_new_prepared_statement_behaviour",
                true,
                "There is no older node that would need the former behaviour.");
    }

    private void add(Topic topic, String name, Object value, String why) {
        settings.add(new Setting(topic, name, value, why));
    }

    private static String text(Path path) {
        return path.toString();
    }

    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
