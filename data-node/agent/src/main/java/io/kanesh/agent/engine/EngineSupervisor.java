package io.kanesh.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kanesh.agent.Backoff;
import io.kanesh.agent.DurableFile;
import io.kanesh.agent.Json;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.identity.IdentityFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out what the states decide. One thread turns it; {@link #view} may be read by any. */
public final class EngineSupervisor {
    private static final System.Logger LOG = System.getLogger(EngineSupervisor.class.getName());
    private static final Duration STATUS = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(30);

    private final EngineProcesses processes;
    private final EngineExits exits;
    private final IdentityFiles tls;
    private final EngineKeys keys;
    private final EngineAccess access;
    private final Supplier<@Nullable DesiredConfiguration> desired;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Runnable wake;
    private final DurableFile historyFile;

    private EngineHistory history;
    private EngineLife life;
    private @Nullable EngineStatus status;
    private long appliedGeneration;
    private volatile EngineView view;

    /**
     * Adopts what runs.
     *
     * @param wake turns the supervisor at once; called when a process has ended
     */
    public EngineSupervisor(
            Path directory,
            EngineProcesses processes,
            EngineExits exits,
            IdentityFiles tls,
            EngineKeys keys,
            Supplier<@Nullable DesiredConfiguration> desired,
            Backoff backoff,
            InstantSource clock,
            Runnable wake) {
        this.processes = processes;
        this.exits = exits;
        this.tls = tls;
        this.keys = keys;
        this.access = new EngineAccess(tls);
        this.desired = desired;
        this.backoff = backoff;
        this.clock = clock;
        this.wake = wake;
        historyFile = new DurableFile(directory.resolve("engine.json"));
        try {
            history = Json.read(historyFile, EngineHistory.class).orElse(EngineHistory.EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException("the record " + historyFile.path() + " cannot be read", e);
        }
        life = adopt();
        view = new EngineView(life, null, history, 0);
    }

    public EngineView view() {
        return view;
    }

    /** One turn: look, decide, act; answers when to look again. */
    public Duration turn() {
        var configuration = desired.get();
        var decision = life.decide(see(configuration));
        var before = life;
        life = decision.next();
        act(decision.act(), before);
        if (life instanceof EngineLife.Serving serving) {
            access.keep(socket(serving.engine()), configuration == null ? null : configuration.access());
        }
        if (configuration != null && converged(configuration)) {
            appliedGeneration = Math.max(appliedGeneration, configuration.generation());
        }
        if (life.engine() == null) {
            status = null;
        }
        view = new EngineView(life, status, history, appliedGeneration);
        return decision.act() == Decision.Act.NOTHING ? life.lookAgainIn() : Duration.ZERO;
    }

    /** One call to the running engine, for tasks and metrics. Empty when there is no engine. */
    public Optional<JsonNode> call(String op, @Nullable ObjectNode arguments, Duration atMost) throws IOException {
        var engine = view.life().engine();
        return engine == null ? Optional.empty() : Optional.of(socket(engine).call(op, arguments, atMost));
    }

    /** To the running engine; null when there is none. */
    public @Nullable EngineSocket socket() {
        var engine = view.life().engine();
        return engine == null ? null : socket(engine);
    }

    private EngineLife adopt() {
        var recorded = history.running();
        var now = clock.instant();
        if (recorded != null && recorded.process().alive()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "adopted the running engine, pid {0}",
                    "" + recorded.process().pid());
            return adopted(recorded, now);
        }
        var found = processes.findUnrecorded();
        if (found.isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "adopted an unrecorded engine, pid {0}",
                    "" + found.get().pid());
            var engine = new EngineRecord(found.get(), null);
            remember(history.started(engine));
            return adopted(engine, now);
        }
        if (recorded != null) {
            remember(history.died(exits.unseen(recorded.process())));
        }
        return new EngineLife.Stopped(null);
    }

    private EngineLife adopted(EngineRecord engine, Instant now) {
        exits.watch(engine.process(), null, wake);
        return new EngineLife.Starting(engine, now, 0, false, "an answer on its control socket");
    }

    private Sight see(@Nullable DesiredConfiguration configuration) {
        var engine = life.engine();
        var alive = engine != null && engine.process().alive();
        status = engine != null && alive ? askStatus(engine) : null;
        return new Sight(clock.instant(), wanted(configuration), alive, status, missing(), keys.sight(), backoff);
    }

    private static Sight.Wanted wanted(@Nullable DesiredConfiguration configuration) {
        if (configuration == null) {
            return Sight.Wanted.UNKNOWN;
        }
        var running = configuration.engineState() == EngineState.RUNNING;
        return new Sight.Wanted(true, running ? configuration.engine() : null);
    }

    private @Nullable String missing() {
        return tls.current().isPresent() ? null : "the certificate of its engine";
    }

    private @Nullable EngineStatus askStatus(EngineRecord engine) {
        try {
            return Json.MAPPER.treeToValue(socket(engine).call("status", null, STATUS), EngineStatus.class);
        } catch (IOException e) {
            return null; // a fact of its own: the states know what silence means and for how long
        }
    }

    private void act(Decision.Act act, EngineLife before) {
        switch (act) {
            case NOTHING -> {}
            case LAUNCH -> launch((EngineLife.Launching) life);
            case ASK_START -> askStart((EngineLife.Starting) life);
            case ASK_STOP -> askStop((EngineLife.Stopping) life);
            case ASK_SEAL -> askSeal((EngineLife.Stopping) life);
            case TERMINATE -> processes.signal(engine(life).process(), false);
            case KILL -> processes.signal(engine(life).process(), true);
            case NOTE_DEATH -> {
                var why = exits.reason(engine(before).process());
                LOG.log(System.Logger.Level.WARNING, "the engine has died: {0}; {1}", why, life.waitingFor());
                remember(history.died(why));
            }
            case NOTE_SEAL -> {
                var why = "sealed: " + life.waitingFor();
                LOG.log(System.Logger.Level.INFO, "the engine has ended, {0}", why);
                remember(history.stopped(why));
            }
            case NOTE_STOP -> {
                var why = "stopped: " + ((EngineLife.Stopping) before).why();
                LOG.log(System.Logger.Level.INFO, "the engine has {0}", why);
                remember(history.stopped(why));
            }
        }
    }

    private void launch(EngineLife.Launching launching) {
        try {
            var child = processes.launch(launching.settings());
            var process = ProcessIdentity.of(child.pid());
            if (process.isEmpty()) {
                throw new IOException("it ended at once, "
                        + EngineProcesses.exitReason(child.onExit().join().exitValue()));
            }
            exits.watch(process.get(), child, wake);
            life = launching.launched(process.get(), clock.instant());
            remember(history.started(engine(life)));
            LOG.log(System.Logger.Level.INFO, "started the engine, pid {0}", "" + child.pid());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the engine could not be started", e);
            remember(history.died("could not be started: " + e.getMessage()));
            life = launching.failed(clock.instant(), backoff);
        }
    }

    private void askStart(EngineLife.Starting starting) {
        var configuration = Objects.requireNonNull(desired.get(), "asked to start for nobody");
        var settings = Objects.requireNonNull(wanted(configuration).settings(), "asked to start for nobody");
        var cidrs = configuration.access().allowedCidrs();
        var arguments = Json.MAPPER.createObjectNode();
        arguments.set("settings", Json.MAPPER.valueToTree(settings));
        arguments.set("allowedCidrs", Json.MAPPER.valueToTree(cidrs));
        var paths = arguments.putObject("tls");
        paths.put("keyPem", tls.keyPath().toString());
        paths.put("certificatePem", tls.certificatePath().toString());
        paths.put("caPem", tls.caPath().toString());
        try {
            if (status == null || !status.holdsKey()) {
                keys.handOver(settings, socket(starting.engine()));
            }
            var identity = tls.current().orElse(null);
            socket(starting.engine()).call("start", arguments, START);
            life = starting.accepted(settings);
            access.started(identity, cidrs, exits.isChild(starting.engine().process()));
            remember(history.started(engine(life)));
        } catch (EngineSocket.Refused e) {
            LOG.log(System.Logger.Level.ERROR, "the engine refused its settings: {0}", e.getMessage());
            life = starting.refused(String.valueOf(e.getMessage()), clock.instant());
            askStop((EngineLife.Stopping) life);
        } catch (EngineKeys.NoKey e) {
            life = starting.waiting("its key: " + e.getMessage());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the engine has not answered to its start",
                    e); // asked again next turn
        }
    }

    private void askSeal(EngineLife.Stopping stopping) {
        var arguments = Json.MAPPER.createObjectNode().put("why", stopping.why());
        try {
            socket(stopping.engine()).call("seal", arguments, STATUS);
        } catch (EngineSocket.Unheard | EngineSocket.Refused e) {
            life = stopping.unheard(clock.instant());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no answer to seal", e); // its end or the deadline comes next
        }
    }

    private void askStop(EngineLife.Stopping stopping) {
        try {
            socket(stopping.engine()).call("stop", null, STATUS);
        } catch (EngineSocket.Unheard | EngineSocket.Refused e) {
            life = stopping.unheard(clock.instant());
        } catch (IOException e) {
            // Heard, and busy draining or already gone with the connection: its end or the deadline comes next.
            LOG.log(System.Logger.Level.DEBUG, "no answer to stop", e);
        }
    }

    private boolean converged(DesiredConfiguration configuration) {
        var settings = wanted(configuration).settings();
        if (settings == null) {
            return configuration.engineState() == EngineState.STOPPED && life instanceof EngineLife.Stopped;
        }
        return life instanceof EngineLife.Serving serving
                && settings.equals(serving.engine().settings())
                && access.isApplied(configuration.access());
    }

    private EngineSocket socket(EngineRecord engine) {
        return processes.socket(engine.process());
    }

    private static EngineRecord engine(EngineLife life) {
        return Objects.requireNonNull(life.engine(), "a state without a process");
    }

    private void remember(EngineHistory next) {
        history = next;
        try {
            historyFile.write(Json.write(next));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
