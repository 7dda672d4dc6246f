package io.kanesh.engine.settings;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.engine.quota.QuotaAwareQueries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The files that Cassandra reads at its start, and the system properties that have no setting. */
public final class ConfigurationFiles {

    /**
     * How long a node waits for word from its seeds, milliseconds. Also the pause before a node without planned tokens joins;
     * much less breaks joins, the stock 30 s only waits.
     */
    private static final String RING_DELAY_MILLIS = "5000";

    private ConfigurationFiles() {}

    /** Writes the files below {@code home/conf} and points Cassandra at them. */
    public static void apply(EngineSettings node, Home home) throws IOException {
        long diskBytes = Files.getFileStore(home.data()).getTotalSpace();
        Path yaml = home.configuration().resolve("cassandra.yaml");
        Files.writeString(yaml, yaml(NodeSettings.of(node, home, diskBytes)), StandardCharsets.UTF_8);
        Path rack = home.configuration().resolve("rack.properties");
        Files.writeString(rack, "dc=" + node.dataCenter() + "\nrack=" + node.rack() + "\n", StandardCharsets.UTF_8);

        System.setProperty("cassandra.config", yaml.toUri().toString());
        System.setProperty("cassandra-rackdc.properties", rack.toUri().toString());
        System.setProperty("cassandra.storagedir", home.files().toString());
        System.setProperty("cassandra.logdir", home.logs().toString());
        System.setProperty("cassandra.triggers_dir", home.configuration().toString());
        // Keeps Cassandra from closing our standard output.
        System.setProperty("cassandra-foreground", "yes");
        System.setProperty("cassandra.ring_delay_ms", RING_DELAY_MILLIS);
        // Ownership comes from planned tokens and from the wait for all seeds, not from gossip having gone quiet.
        System.setProperty("cassandra.skip_wait_for_gossip_to_settle", "0");
        System.setProperty("cassandra.custom_query_handler_class", QuotaAwareQueries.class.getName());
        System.setProperty("cassandra.superuser_setup_delay_ms", "0");
        // After a stop of every node nobody knows the version of one that did not come back, and its replacement would
        // be refused for that. No node of ours was ever older than the transactions that it repairs.
        System.setProperty("cassandra.skip_paxos_repair_version_validation", "true");
        // Without an answer Cassandra refuses a second attempt to join when a part of the first one had arrived. Writes
        // that came between both are found by the comparison of rows after it.
        System.setProperty("cassandra.reset_bootstrap_progress", "false");
        setUnlessGiven("cassandra.disk_usage.monitor_interval_ms", "10000");
        if (node.replaceAddress() != null) {
            // How long a replacing node listens whether the lost one still gossips. The control plane has seen it down
            // from every
            // other node before, so two rounds of the ring delay are enough; the stock 60 s were most of a small
            // replacement.
            System.setProperty("cassandra.broadcast_interval_ms", RING_DELAY_MILLIS);
            System.setProperty("cassandra.replace_address_first_boot", node.replaceAddress());
        }
    }

    /** Tests give a shorter interval on the command line. */
    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    static String yaml(List<Setting> settings) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (Setting setting : settings) {
            document.put(setting.name(), setting.value());
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(10_000);
        return "# Written by the engine at every start; changes are lost.\n" + new Yaml(options).dump(document);
    }
}
