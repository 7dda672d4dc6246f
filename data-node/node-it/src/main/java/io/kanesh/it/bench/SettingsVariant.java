package io.kanesh.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One way to run a node, by a name such as {@code kanesh}, {@code defaults+group} or {@code kanesh+parallel+heap1024}: whose
 * settings, how the commit log is synced, which collector and how large a heap; what is not named is as {@code settings} has it.
 *
 * @param settings {@code kanesh}: as the engine and its JVM are set; {@code defaults}: Cassandra's own and its JVM's, but for who and
 *     where the node is and how large its heap
 * @param sync lines for the configuration; empty for what the engine wrote, which both sides then share
 * @param collector the JVM's option; empty for that of the settings
 * @param heap the JVM's option; empty for the engine's
 */
record SettingsVariant(String name, Settings settings, String sync, String collector, String heap) {
    /** Whose settings. */
    enum Settings {
        KANESH,
        DEFAULTS
    }

    private static final Map<String, String> SYNCS = Map.of(
            "batch", "commitlog_sync: batch\n",
            "group1", "commitlog_sync: group\ncommitlog_sync_group_window: 1ms\n",
            "group", "commitlog_sync: group\ncommitlog_sync_group_window: 5ms\n");

    private static final Map<String, String> COLLECTORS = Map.of(
            "g1", "-XX:+UseG1GC",
            "parallel", "-XX:+UseParallelGC",
            "serial", "-XX:+UseSerialGC",
            "shenandoah", "-XX:+UseShenandoahGC",
            "zgc", "-XX:+UseZGC");

    /** What makes a node this node, and what every variant must have in common to be comparable. */
    private static final Set<String> COMMON = Set.of(
            "cluster_name",
            "listen_address",
            "rpc_address",
            "seed_provider",
            "partitioner",
            "endpoint_snitch",
            "auto_bootstrap",
            "num_tokens",
            "initial_token",
            "data_file_directories",
            "commitlog_directory",
            "hints_directory",
            "saved_caches_directory",
            "cdc_raw_directory",
            "commitlog_sync",
            "available_processors",
            "server_encryption_options",
            "client_encryption_options");

    /** In MiB. */
    private static final Pattern HEAP = Pattern.compile("heap([1-9]\\d{2,4})");

    /** @throws IllegalArgumentException saying which words there are */
    static SettingsVariant named(String name) {
        List<String> words = List.of(name.split("\\+"));
        Settings settings = settings(words.get(0));
        String sync = "";
        String collector = "";
        String heap = "";
        for (String word : words.subList(1, words.size())) {
            if (SYNCS.containsKey(word)) {
                sync = SYNCS.get(word);
            } else if (COLLECTORS.containsKey(word)) {
                collector = COLLECTORS.get(word);
            } else if (HEAP.matcher(word).matches()) {
                heap = "-Xmx" + word.substring("heap".length()) + "m";
            } else {
                throw new IllegalArgumentException("'" + word + "' in '" + name + "' is none of " + SYNCS.keySet()
                        + " (how writes reach the disk), " + COLLECTORS.keySet()
                        + " (the collector) and heap512 (the heap, MiB)");
            }
        }
        return new SettingsVariant(name, settings, sync, collector, heap);
    }

    private static Settings settings(String word) {
        for (Settings known : Settings.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("a variant begins with kanesh or defaults, not with '" + word + "'");
    }

    /** Rewrites the node's configuration and its JVM's options. */
    StockNode applied(StockNode node) throws IOException {
        var yaml = node.home().resolve("conf/cassandra.yaml");
        Files.writeString(yaml, TopLevel.only(Files.readString(yaml), this::keeps) + sync);
        var base = settings == Settings.KANESH ? node : node.asShipped();
        var collected = collector.isEmpty()
                ? base
                : base.without(StockJvm::belongsToTheCollector).with(List.of(collector));
        // Of two sizes the JVM takes the last.
        return heap.isEmpty() ? collected : collected.with(List.of(heap));
    }

    private boolean keeps(String setting) {
        if (!sync.isEmpty() && setting.startsWith("commitlog_sync")) {
            return false;
        }
        return settings == Settings.KANESH || COMMON.contains(setting);
    }
}
