package io.kanesh.control.cloud.simulated;

import java.time.Instant;
import java.util.concurrent.Executor;

/** What a simulated machine is given by its cloud. */
interface Surroundings {
    /** Time as the machine has it. */
    Instant simulatedNow();

    /** Our time. */
    Instant now();

    /** Where agents do their work. */
    Executor executor();

    MachineFiles files();

    /** Of every cluster. */
    SimulatedUsers users();

    /** A random UUID, as Cassandra names hosts. */
    String newHostId();

    /** False once the control plane stops. */
    boolean isOpen();
}
