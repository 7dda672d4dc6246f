package io.kanesh.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings of a node that are measured against each other. */
enum SettingsVariant {
    /** As the engine writes them. */
    KANESH(""),
    /** As the engine writes them, but writes wait for each other up to a millisecond before they are synced together. */
    GROUP_SYNC("commitlog_sync: group\ncommitlog_sync_group_window: 1ms\n"),
    /** Cassandra's own defaults, but for who and where the node is and for safe acknowledgements. */
    DEFAULTS("");

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

    /** A top-level setting with its indented or listed lines. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^(\\w+):.*(?:\\R[ \\-].*)*\\R?");

    private final String added;

    SettingsVariant(String added) {
        this.added = added;
    }

    /** Rewrites the node's configuration. */
    StockNode applied(StockNode node) throws IOException {
        var yaml = node.home().resolve("conf/cassandra.yaml");
        var kept = BLOCK.matcher(Files.readString(yaml))
                .results()
                .filter(block -> keeps(block.group(1)))
                .map(java.util.regex.MatchResult::group)
                .collect(Collectors.joining());
        Files.writeString(yaml, kept + added);
        return node;
    }

    private boolean keeps(String setting) {
        return switch (this) {
            case KANESH -> true;
            case GROUP_SYNC -> !setting.equals("commitlog_sync");
            case DEFAULTS -> COMMON.contains(setting);
        };
    }
}
