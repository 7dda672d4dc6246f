package io.kanesh.agent;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.control.CertificateKeeper;
import io.kanesh.agent.control.DesiredFile;
import io.kanesh.agent.control.Endpoints;
import io.kanesh.agent.control.HttpControlPlane;
import io.kanesh.agent.control.InstructionLoop;
import io.kanesh.agent.control.LinkState;
import io.kanesh.agent.engine.EngineExits;
import io.kanesh.agent.engine.EngineProcesses;
import io.kanesh.agent.engine.EngineSupervisor;
import io.kanesh.agent.engine.EngineView;
import io.kanesh.agent.identity.IdentityFiles;
import io.kanesh.agent.keys.KeyRoom;
import io.kanesh.agent.observe.DiskUsage;
import io.kanesh.agent.observe.EngineLog;
import io.kanesh.agent.observe.EngineTask;
import io.kanesh.agent.observe.LogTail;
import io.kanesh.agent.observe.LogTask;
import io.kanesh.agent.observe.NodePicture;
import io.kanesh.agent.observe.Reporter;
import io.kanesh.agent.observe.ScanTask;
import io.kanesh.agent.observe.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One agent: four loops around four subjects. Certificates, instructions, the engine, reports; each with its own wait, so that
 * a control plane that hangs in one call delays nothing else, and never the engine.
 */
public final class Agent implements AutoCloseable {
    /** Schema changes, a flush of one row, a search of its files. */
    private static final Duration PROOF = Duration.ofMinutes(2);
    /** The engine answers such tasks at once; longer than any healthy pause of its collector. */
    private static final Duration ENGINE_ANSWER = Duration.ofSeconds(30);

    private final EngineSupervisor supervisor;
    private final InstructionLoop instructions;
    private final KeyRoom keys;
    private final List<Loop> loops;

    /**
     * Adopts a running engine and starts the loops.
     *
     * @param engineHome the installed engine: {@code lib/} and {@code conf/}
     * @throws IOException when the machine's directory cannot be used or its bootstrap document not be read
     */
    public Agent(MachineDirectory machine, Path engineHome, String version, InstantSource clock, RandomGenerator random)
            throws IOException {
        machine.prepare();
        var bootstrap = Json.read(new DurableFile(machine.bootstrap()), BootstrapDocument.class)
                .orElseThrow(() -> new IOException(machine.bootstrap() + " is missing"));
        var certificatesDue = new Wakeup();
        var instructionsDue = new Wakeup();
        var engineDue = new Wakeup();
        var reportDue = new Wakeup();

        var agentIdentity = new IdentityFiles(machine.agent(), "agent");
        var engineIdentity = new IdentityFiles(machine.agent(), "engine");
        var endpoints = new Endpoints(
                new DurableFile(machine.agent().resolve("endpoints.json")), bootstrap.agentEndpoints(), random);
        var controlPlane = new HttpControlPlane(bootstrap, endpoints, agentIdentity);
        var desired = new DesiredFile(machine.agent(), bootstrap.nodeId());
        var calls = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), random);

        var processes = new EngineProcesses(machine, engineHome);
        var lastWords = new LogTail(List.of(processes.output()));
        var keysDue = new Wakeup();
        keys = new KeyRoom(machine, bootstrap.nodeId(), () -> configuration(desired), clock, random, engineDue::wake);
        supervisor = new EngineSupervisor(
                machine.agent(),
                processes,
                new EngineExits(lastWords::lastLine),
                engineIdentity,
                keys.keeper(),
                () -> configuration(desired),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random),
                clock,
                engineDue::wake);
        var tasks = tasks(
                machine,
                new EngineLog(supervisor::socket, lastWords),
                supervisor,
                () -> desired.current().highestFence());
        keys.addTasks(tasks, keysDue::wake);
        instructions = new InstructionLoop(
                controlPlane, desired, tasks::run, calls, clock, waking(certificatesDue, keysDue, engineDue));
        var keeper = new CertificateKeeper(
                bootstrap,
                agentIdentity,
                engineIdentity,
                controlPlane,
                calls,
                clock,
                () -> trustGeneration(desired),
                waking(instructionsDue, engineDue, reportDue));
        var disk = new DiskUsage(machine.data(), clock);
        var picture = new NodePicture(
                bootstrap.nodeId(),
                version,
                supervisor,
                desired::current,
                agentIdentity,
                engineIdentity,
                disk,
                keys.keeper()::report,
                clock);
        var reporter = new Reporter(controlPlane, picture, calls, clock);

        loops = List.of(
                new Loop("certificates", certificatesDue, keeper::keep),
                new Loop("keys", keysDue, () -> keys.keeper().turn(supervisor.view(), supervisor.socket())),
                new Loop("engine", engineDue, () -> superviseAndTell(reportDue)),
                new Loop("instructions", instructionsDue, whenEnrolled(agentIdentity, instructions::poll)),
                new Loop("reports", reportDue, whenEnrolled(agentIdentity, reporter::turn)));
    }

    private static Runnable waking(Wakeup... loops) {
        return () -> List.of(loops).forEach(Wakeup::wake);
    }

    private static Tasks tasks(
            MachineDirectory machine, EngineLog engineLog, EngineSupervisor engine, LongSupplier highestFence) {
        return new Tasks(highestFence)
                .reading(
                        AgentTask.LOGS,
                        new LogTask(
                                Map.of("agent", new LogTail(AgentLog.newestFirst(machine.log())), "engine", engineLog)))
                .reading(
                        AgentTask.SCAN, new ScanTask(machine.root(), Executors.newSingleThreadExecutor(Agent::patient)))
                .acting(AgentTask.PROOF_WRITE, new EngineTask(engine::call, "proof-write", PROOF))
                .acting(AgentTask.PROOF_FLUSH, new EngineTask(engine::call, "proof-flush", PROOF))
                .acting(AgentTask.PROOF_CONTROL, new EngineTask(engine::call, "proof-control", PROOF))
                .acting(AgentTask.PROOF_DROP, new EngineTask(engine::call, "proof-drop", PROOF))
                .acting(AgentTask.REPAIR, new EngineTask(engine::call, "repair", ENGINE_ANSWER))
                .acting(AgentTask.REPAIR_CANCEL, new EngineTask(engine::call, "repair-cancel", ENGINE_ANSWER))
                .acting(AgentTask.DRAIN, new EngineTask(engine::call, "drain", Duration.ofMinutes(2)))
                .reading(AgentTask.CLIENTS, new EngineTask(engine::call, "clients", ENGINE_ANSWER))
                .reading(AgentTask.USERS_LIST, new EngineTask(engine::call, "users-list", ENGINE_ANSWER))
                .acting(AgentTask.USERS_PUT, new EngineTask(engine::call, "users-put", ENGINE_ANSWER))
                .acting(AgentTask.USERS_ROTATE, new EngineTask(engine::call, "users-rotate", ENGINE_ANSWER))
                .acting(AgentTask.USERS_DROP, new EngineTask(engine::call, "users-drop", ENGINE_ANSWER));
    }

    /** The engine as seen now. */
    public EngineView engine() {
        return supervisor.view();
    }

    /** Whether the control plane answers. */
    public LinkState link() {
        return instructions.link();
    }

    /** For work that may take hours and must not keep the agent from ending. */
    private static Thread patient(Runnable work) {
        var thread = new Thread(work, "disk-search");
        thread.setDaemon(true);
        return thread;
    }

    private static int trustGeneration(DesiredFile desired) {
        var configuration = desired.current().configuration();
        return configuration == null ? 0 : configuration.access().trustGeneration();
    }

    private static @Nullable DesiredConfiguration configuration(DesiredFile desired) {
        return desired.current().configuration();
    }

    private static Loop.Turn whenEnrolled(IdentityFiles identity, Loop.Turn turn) {
        // The keeper wakes us when there is a certificate; before that no call can work.
        return () -> identity.current().isPresent() ? turn.take() : Duration.ofSeconds(5);
    }

    private Duration superviseAndTell(Wakeup reportDue) {
        var before = supervisor.view();
        var wait = supervisor.turn();
        var after = supervisor.view();
        if (before.life().reported() != after.life().reported()
                || before.appliedGeneration() != after.appliedGeneration()) {
            reportDue.wake();
        }
        return wait;
    }

    /** Ends the loops. The engine goes on. */
    @Override
    public void close() {
        loops.forEach(Loop::close);
        try {
            keys.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
