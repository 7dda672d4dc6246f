package io.kanesh.it;

import io.kanesh.it.installation.Images;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.TestCluster;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One installation for every test class of this module, with one three-node cluster in it, because starting them is most of the
 * time. Started by the first class that asks, stopped after the last. Register it as a static field.
 */
public final class SharedInstallation implements BeforeAllCallback {
    /** What the smallest POST makes: three nodes, replication factor 3. */
    static final Map<String, Object> THREE_NODES =
            Map.of("name", "orders", "dataCenters", List.of(Map.of("region", "local-1")));

    /** A whole life of a lease within a test. The grace is long against pauses of a busy machine. */
    private static final Map<String, String> SHORT_LEASES = Map.of(
            "KANESH_LEASE_VALIDATEMILLIS", "2000",
            "KANESH_LEASE_CONFIRMMILLIS", "1000",
            "KANESH_LEASE_GRACEMILLIS", "30000",
            "KANESH_LEASE_RETRYMILLIS", "1000",
            "KANESH_LEASE_UNSEALMILLIS", "2000");

    /** Three of an agent's heartbeats: half of what a node usually has until it counts as lost. */
    private static final Map<String, String> SHORT_SILENCE = Map.of("KANESH_NODE_REPORTVALIDITY", "45s");

    /** Without the second compiler an engine's start takes half the processor time, and tests are little else. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private @Nullable Running running;

    /** Kept in JUnit's root store, which closes it after the last class. */
    private static final class Running implements AutoCloseable {
        private final CloudSimulators clouds = new CloudSimulators();
        private final Installation installation;
        private @Nullable TestCluster cluster;

        Running() {
            var settings = new HashMap<>(SHORT_LEASES);
            settings.putAll(SHORT_SILENCE);
            settings.putAll(clouds.environment());
            try {
                installation = new Installation(
                        Images.of(Path.of("../..").toAbsolutePath().normalize())
                                .withEngineOption(Path.of("target/it-engine"), QUICK_START),
                        Path.of("target/it"),
                        settings);
                installation.start();
            } catch (Exception e) {
                throw new IllegalStateException("the installation does not start", e);
            }
        }

        synchronized TestCluster cluster() {
            if (cluster == null) {
                try {
                    cluster = TestCluster.request(installation, THREE_NODES).awaitCreated();
                } catch (Exception e) {
                    throw new IllegalStateException("the shared cluster cannot be created", e);
                }
            }
            return cluster;
        }

        @Override
        public void close() throws InterruptedException {
            installation.close();
            clouds.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(SharedInstallation.class))
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    public Installation installation() {
        return Objects.requireNonNull(running).installation;
    }

    /** What the installation's operator has named as AWS and Google. */
    CloudSimulators clouds() {
        return Objects.requireNonNull(running).clouds;
    }

    /** A running three-node cluster named {@code orders}; whoever breaks it waits until it is whole again. */
    public TestCluster cluster() {
        return Objects.requireNonNull(running).cluster();
    }
}
