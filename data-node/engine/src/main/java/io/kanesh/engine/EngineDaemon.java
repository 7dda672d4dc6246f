package io.kanesh.engine;

import io.kanesh.engine.clients.Doorkeeper;
import io.kanesh.engine.clients.GuardedPorts;
import java.util.function.Consumer;
import org.apache.cassandra.service.CassandraDaemon;

/**
 * Cassandra's daemon, run by us: it says how far its start has come, and lets us work between the moment the node has joined
 * the ring and the moment clients may connect.
 */
final class EngineDaemon extends CassandraDaemon {

    private final Consumer<String> waitingFor;
    private final Runnable beforeClients;
    private final Doorkeeper doorkeeper;

    /**
     * @param waitingFor takes a sentence for the operator each time the start enters another stage
     * @param beforeClients called once, in the ring, before the native port opens; the start waits for it
     * @param doorkeeper of the native port
     */
    EngineDaemon(Consumer<String> waitingFor, Runnable beforeClients, Doorkeeper doorkeeper) {
        super(true);
        this.waitingFor = waitingFor;
        this.beforeClients = beforeClients;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void runStartupChecks() {
        waitingFor.accept("checks the machine and its directories");
        super.runStartupChecks();
        waitingFor.accept("loads its schema");
    }

    @Override
    public void scrubDataDirectories() throws org.apache.cassandra.exceptions.StartupException {
        super.scrubDataDirectories();
        waitingFor.accept("opens its tables, replays its commit log and finds its peers");
    }

    @Override
    public synchronized void initializeClientTransports() {
        waitingFor.accept("prepares to take clients");
        super.initializeClientTransports();
    }

    @Override
    public void startNativeTransport() {
        GuardedPorts.guard(nativeTransportService(), doorkeeper);
        super.startNativeTransport();
    }

    @Override
    public void start() {
        beforeClients.run();
        waitingFor.accept("opens its port for clients");
        super.start();
    }
}
