package io.kanesh.agent.keys;

import io.kanesh.agent.MachineDirectory;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.observe.Tasks;
import io.kanesh.kms.envelope.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts the keeper of the keys together with what it needs on this machine. */
public final class KeyRoom implements AutoCloseable {

    private final AuditTrail trail;
    private final Path trailPath;
    private final KmsClients clients;
    private final NodeKeyring keyring;
    private final KeyKeeper keeper;

    /**
     * @param wakeEngine turns the engine's supervisor at once
     * @throws IOException when the audit trail cannot be used: without it no key is handed out
     */
    public KeyRoom(
            MachineDirectory machine,
            String nodeId,
            Supplier<@Nullable DesiredConfiguration> desired,
            InstantSource clock,
            RandomGenerator random,
            Runnable wakeEngine)
            throws IOException {
        trailPath = machine.agent().resolve("audit.jsonl");
        trail = AuditTrail.open(trailPath, clock);
        clients = new KmsClients(trail, nodeId, clock);
        Supplier<String> cluster =
                () -> Objects.requireNonNull(desired.get(), "a configuration").clusterId();
        keyring = new NodeKeyring(machine.data(), cluster, nodeId, clients, clock);
        var memory = new KeyMemory(machine.agent());
        keeper = new KeyKeeper(
                desired,
                keyring,
                clients,
                trail,
                memory,
                new KeyChanges(keyring, memory, clock),
                new KeyUsage(machine.data().resolve("files"), clock),
                clock,
                random,
                wakeEngine);
    }

    public KeyKeeper keeper() {
        return keeper;
    }

    /** @param wake turns the keeper at once */
    public void addTasks(Tasks tasks, Runnable wake) {
        new KeyTasks(keeper, keyring, clients, trailPath, wake).addTo(tasks);
    }

    @Override
    public void close() throws IOException {
        clients.close();
        trail.close();
    }
}
