package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.cloud.Machine;
import io.kanesh.control.cloud.simulated.MachineRecord.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One simulated machine with its agent and engine. Every method is safe from any thread. */
final class SimulatedHost implements SimulatedAgent.Host {
    private static final Duration BOOT = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Surroundings surroundings;
    private final long pid;
    private final SimulatedKeys keys = new SimulatedKeys();
    private MachineRecord record;
    private SimulatedEngine engine;
    private Instant due;
    private @Nullable SimulatedAgent agent;
    private boolean cut;
    private Sight sight = new Sight(List.of(), List.of());

    /** Addresses of the engines of its cluster, as it sees them. */
    record Sight(List<String> live, List<String> down) {}

    /** @param pid a number that no agent of this node had before: a new agent process counts its reports anew */
    SimulatedHost(MachineRecord record, long pid, Surroundings surroundings) {
        this.record = record;
        this.pid = pid;
        this.surroundings = surroundings;
        var memory = record.agent();
        Instant now = surroundings.simulatedNow();
        engine = SimulatedEngine.adopted(
                memory == null ? null : memory.desired(), memory != null && memory.serves(), now);
        if (engine.desired() != null) {
            keys.want(engine.desired().encryption(), surroundings.now());
        }
        due = now.plus(
                record.stage() == Stage.TERMINATING
                        ? END
                        : record.start() == MachineRecord.Start.SLOW ? BOOT.multipliedBy(Weather.SLOWER) : BOOT);
        if (record.stage() == Stage.RUNNING) {
            startAgent();
        }
    }

    synchronized MachineRecord record() {
        return record;
    }

    synchronized Machine toMachine() {
        return record.toMachine();
    }

    /** As an operator sees it. */
    synchronized SimulatedMachine seen() {
        return new SimulatedMachine(
                record.toMachine(), engine.state().name(), engine.restarts(), cut, record.agent() != null);
    }

    synchronized void suffer(SimulatedMachine.Fault fault) {
        switch (fault) {
            case LOSE -> lose();
            case CRASH_ENGINE -> crashEngine();
            case CUT -> cut(true);
            case MEND -> cut(false);
            case DENY_KEY -> deny(true);
            case GRANT_KEY -> deny(false);
        }
    }

    /** The cluster whose ring its engine has joined, also when it was lost since; empty while there is none. */
    synchronized Optional<String> cluster() {
        var desired = engine.desired();
        boolean isThere = record.stage() == Stage.RUNNING || record.stage() == Stage.LOST;
        boolean joined = record.agent() != null && record.agent().hostId() != null;
        return isThere && joined && desired != null ? Optional.of(desired.clusterId()) : Optional.empty();
    }

    /** The address whose place its engine has taken; empty for none. */
    synchronized Optional<String> replaced() {
        var settings = engine.settings();
        return Optional.ofNullable(serves() && settings != null ? settings.replaceAddress() : null);
    }

    synchronized boolean serves() {
        return record.stage() == Stage.RUNNING && engine.isServing();
    }

    String address() {
        return record().address();
    }

    /** Goes on as far as it is time to. */
    synchronized void tick(Instant now) {
        switch (record.stage()) {
            case BOOTING -> {
                if (record.start() != MachineRecord.Start.NEVER && !now.isBefore(due)) {
                    keep(record.in(Stage.RUNNING));
                    startAgent();
                }
            }
            case TERMINATING -> {
                if (!now.isBefore(due)) {
                    keep(record.in(Stage.TERMINATED));
                }
            }
            case RUNNING -> {
                if (engine.tick(now)) {
                    rememberEngine();
                    report();
                }
            }
            case TERMINATED, LOST -> {}
        }
    }

    private void startAgent() {
        bootstrap().ifPresent(document -> {
            agent = new SimulatedAgent(document, this, surroundings.executor());
            agent.start();
        });
    }

    /** Empty when the user data is no bootstrap document: then the machine runs, and nobody on it calls. */
    private Optional<BootstrapDocument> bootstrap() {
        try {
            var document = JSON.readValue(record.bootstrap(), BootstrapDocument.class);
            return document.agentEndpoint() == null ? Optional.empty() : Optional.of(document);
        } catch (JacksonException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private void rememberEngine() {
        var memory = record.agent();
        if (memory == null) {
            return;
        }
        boolean first = memory.hostId() == null && engine.isServing();
        var hostId = first ? surroundings.newHostId() : memory.hostId();
        keep(record.with(memory.engine(hostId, engine.isServing())));
    }

    synchronized void terminate() {
        if (!record.stage().isEnding()) {
            due = surroundings.simulatedNow().plus(END);
            keep(record.in(Stage.TERMINATING));
        }
    }

    /** The machine is gone with everything on it, and nobody had asked for that. */
    private void lose() {
        if (!record.stage().isEnding()) {
            keep(record.in(Stage.LOST));
        }
    }

    private void crashEngine() {
        engine.crash(surroundings.simulatedNow());
        rememberEngine();
        report();
    }

    /** Cuts the agent's way to the control plane, or mends it. The engine does not care. */
    private void cut(boolean off) {
        cut = off;
        report();
    }

    private void deny(boolean denied) {
        keys.deny(denied, surroundings.now());
        engine.seal(keys.isSealed());
        report();
    }

    synchronized void see(Sight now) {
        if (!now.equals(sight)) {
            sight = now;
            report();
        }
    }

    private void report() {
        if (agent != null) {
            agent.report();
        }
    }

    private void keep(MachineRecord next) {
        record = next;
        surroundings.files().write(next);
    }

    @Override
    public synchronized boolean isRunning() {
        return record.stage() == Stage.RUNNING && surroundings.isOpen();
    }

    @Override
    public synchronized boolean isReachable() {
        return !cut && isRunning();
    }

    @Override
    public synchronized @Nullable AgentMemory memory() {
        return record.agent();
    }

    @Override
    public synchronized void remember(AgentMemory memory) {
        if (record.stage() == Stage.RUNNING) {
            keep(record.with(memory));
        }
    }

    @Override
    public synchronized void take(DesiredConfiguration configuration) {
        var memory = record.agent();
        if (memory == null || record.stage() != Stage.RUNNING) {
            return;
        }
        var known = memory.desired();
        boolean older = known != null && configuration.generation() < known.generation();
        if (older || configuration.fence() < memory.highestFence()) {
            return;
        }
        keep(record.with(memory.told(configuration, configuration.fence())));
        engine.want(configuration);
        keys.want(configuration.encryption(), surroundings.now());
        engine.seal(keys.isSealed());
        report();
    }

    @Override
    public boolean isCertificateOld(AgentMemory memory) {
        var certificate = AgentKey.certificate(memory.certificatePem());
        Instant from = certificate.getNotBefore().toInstant();
        var life = Duration.between(from, certificate.getNotAfter().toInstant());
        return surroundings.now().isAfter(from.plus(life.multipliedBy(2).dividedBy(3)));
    }

    @Override
    public synchronized TaskResult run(AgentTask task) {
        var desired = engine.desired();
        if (!SimulatedUsers.KINDS.contains(task.kind())) {
            return SimulatedTasks.run(task, engine);
        }
        return engine.isServing() && desired != null
                ? surroundings.users().answer(desired.clusterId(), task)
                : SimulatedTasks.served(task, engine);
    }

    @Override
    public synchronized NodeReport picture(long sequence) {
        return Picture.of(record, engine, keys.report(surroundings.now()), sight, pid, sequence, surroundings.now());
    }
}
