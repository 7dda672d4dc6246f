package io.kanesh.control.runbook.simulation;

import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps.Step;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.control.JacksonInputCodec;
import io.kanesh.control.runbook.execution.Atomically;
import io.kanesh.control.runbook.execution.JournaledRuns;
import io.kanesh.control.runbook.execution.RunExecutor;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.Runbooks;
import io.kanesh.control.runbook.testing.Intercepted;
import io.kanesh.control.runbook.testing.MemoryJournal;
import io.kanesh.control.runbook.testing.ProcessKilled;
import io.kanesh.control.runbook.testing.VirtualClock;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.IdSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** One history, decided by its seed alone. */
final class Simulation {
    private static final Duration MISSED_AFTER = Duration.ofSeconds(8);
    private static final int PROCESSES = 2;
    /** After so many executions faults and operators leave the rest alone: whatever is begun must come to an end then. */
    private static final int TROUBLED = 250;

    private static final int ENOUGH = 3_000;

    private final SplittableRandom random;
    private final Flaw flaw;
    private final VirtualClock clock = new VirtualClock();
    private final MemoryJournal memory = new MemoryJournal();
    private final Agenda agenda;
    private final FakeWorld world;
    private final FakeKms kms;
    private final RealPlanner planner = new RealPlanner(memory);
    private final List<RunExecutor> processes = new ArrayList<>();
    private final Runs runs;
    private final List<String> transcript = new ArrayList<>();
    private int executions;
    private int asleep;

    Simulation(long seed, Flaw flaw) {
        this.random = new SplittableRandom(seed);
        this.flaw = flaw;
        this.agenda = new Agenda(clock, memory, random);
        this.world = new FakeWorld(clock, this::trouble, flaw);
        this.kms = new FakeKms(clock, this::trouble);
        var holder = new ArrayList<Runbooks>();
        var codec = new JacksonInputCodec();
        var api = watched();
        runs = new JournaledRuns(
                () -> holder.get(0), api, agenda, codec, new IdSource(clock, random), clock, new Inline());
        holder.add(new Runbooks(List.of(
                new Intercepted<>(new SimulatedNode(world), this::inTrouble),
                new Intercepted<>(new SimulatedCluster(world, kms, runs, flaw), this::inTrouble))));
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new RunExecutor(holder.get(0), watched(), codec, List.of(FakeWorld::classify), clock));
        }
    }

    private WatchedJournal watched() {
        return new WatchedJournal(memory, this::trouble, flaw, this::tell);
    }

    /** Bad luck is drawn from here; after a while there is none any more. */
    private long trouble() {
        return executions < TROUBLED ? random.nextLong() : 1L << 62;
    }

    private void tell(String line) {
        transcript.add(clock.instant() + " " + line);
    }

    /** What has happened so far, line by line. */
    List<String> transcript() {
        return transcript;
    }

    FakeWorld world() {
        return world;
    }

    FakeKms kms() {
        return kms;
    }

    MemoryJournal journal() {
        return memory;
    }

    /** The newest run of each subject, of those that have ended. */
    List<RunRecord> ended(String runbook) {
        return memory.all().stream()
                .filter(run -> run.head().runbook().equals(runbook) && !run.isActive())
                .filter(run ->
                        memory.latestFor(run.head().subject(), 1).get(0).id().equals(run.id()))
                .toList();
    }

    /**
     * Lives through it.
     *
     * @return what happened, line by line
     * @throws Broken when an invariant does not hold
     */
    List<String> live() {
        reconcile("alpha");
        reconcile("beta");
        while (executions < ENOUGH && next()) {
            if (executions < TROUBLED && random.nextInt(12) == 0) {
                operator();
            }
        }
        world.sweepLateMachines();
        for (Invariant invariant : Invariant.values()) {
            invariant.brokenAtEnd(this).ifPresent(how -> {
                throw new Broken(invariant, how);
            });
        }
        return transcript;
    }

    /** Executes what is due next; false when nothing is. */
    private boolean next() {
        var entry = agenda.next();
        entry.ifPresent(due -> {
            clock.moveTo(due.getValue());
            execute(new OperationId(due.getKey()));
        });
        return entry.isPresent();
    }

    private void execute(OperationId id) {
        executions++;
        int process = random.nextInt(PROCESSES);
        agenda.put(id, clock.instant().plus(MISSED_AFTER));
        try {
            var rest = processes.get(process).advance(id);
            var wakes = memory.find(id).map(run -> run.progress().wakes()).orElse(0L);
            agenda.remove(id);
            rest.ifPresent(until -> agenda.put(id, until.wakes() == wakes ? until.until() : clock.instant()));
            memory.find(id).map(run -> run.head().parent()).ifPresent(agenda::wake);
            // A zombie gave back what was not its own any more; the sweep finds it.
            memory.find(id).filter(run -> run.isActive() && rest.isEmpty()).ifPresent(run -> agenda.due(id));
        } catch (ProcessKilled killed) {
            agenda.put(id, clock.instant().plus(MISSED_AFTER));
        } catch (WatchedJournal.Unavailable fault) {
            agenda.put(id, clock.instant().plusSeconds(2));
        }
    }

    /** Before and after each step a process may die, or fall asleep while the other one goes on. */
    private <I> Outcome inTrouble(Intercepted.Kind kind, String name, Step<I> step, StepContext<I> context) {
        tell(kind + " " + name + " of " + context.idempotencyToken() + " with fence " + context.fence());
        misfortune(name, "before");
        var outcome = step.run(context);
        misfortune(name, "after");
        return outcome;
    }

    private void misfortune(String step, String when) {
        int luck = executions < TROUBLED ? random.nextInt(60) : 59;
        if (luck == 0) {
            tell("killed " + when + " " + step);
            throw new ProcessKilled(when + " " + step);
        }
        if (luck == 1 && asleep < PROCESSES - 1) {
            sleepThrough(step, when);
        }
        if (luck == 2) {
            clock.pass(Duration.ofMinutes(random.nextInt(1, 60)));
            tell("the clock jumps");
        }
        if (luck == 3) {
            clock.pass(Duration.ofSeconds(-random.nextInt(1, 30)));
            tell("the clock is put back");
        }
    }

    // Nothing is concurrent here: while one process sleeps, the others' executions are nested inside its step.
    private void sleepThrough(String step, String when) {
        tell("falls asleep " + when + " " + step);
        asleep++;
        try {
            clock.pass(MISSED_AFTER.multipliedBy(2));
            for (int i = random.nextInt(1, 25); i > 0 && next(); i--) {
                if (random.nextInt(8) == 0) {
                    operator();
                }
            }
        } finally {
            asleep--;
        }
        tell("wakes up " + when + " " + step);
    }

    /** A round of one control plane's reconciler; now and then the other one has started a run since it looked. */
    private void reconcile(String cluster) {
        var plan = planner.plan(cluster, random.nextInt(4) == 0);
        tell("plan for " + cluster + ": " + plan);
        Optional<ClusterPlan> todo =
                plan.match(converged -> Optional.empty(), blocked -> Optional.empty(), Optional::of);
        todo.ifPresent(creation -> start(cluster));
    }

    private void start(String cluster) {
        attempt(
                "create " + cluster,
                () -> runs.start(
                                SimulatedCluster.NAME,
                                new Subject("cluster", cluster),
                                new SimulatedCluster.Input(cluster),
                                new Origin(null, null, "simulation"))
                        .toString());
    }

    /** Reconcilers come round, and somebody at the console has as little patience as people have. */
    private void operator() {
        var all = memory.all();
        var id = all.isEmpty() ? null : all.get(random.nextInt(all.size())).id();
        int wish = random.nextInt(4);
        if (wish == 0 || id == null) {
            reconcile(random.nextBoolean() ? "alpha" : "beta");
        } else if (wish == 1) {
            attempt("cancel " + id.value(), () -> runs.cancel(id).toString());
        } else if (wish == 2) {
            attempt("retry " + id.value(), () -> runs.retry(id).toString());
        } else {
            agenda.wake(id);
        }
    }

    private void attempt(String what, Supplier<String> request) {
        try {
            tell(what + ": " + request.get());
        } catch (WatchedJournal.Unavailable | ProcessKilled fault) {
            tell(what + ": " + fault.getClass().getSimpleName());
            memory.active().forEach(agenda::due);
        }
    }

    /** The journal in memory has no transactions to join. */
    private static final class Inline implements Atomically {
        @Override
        public <T> T run(Supplier<T> work) {
            return work.get();
        }
    }
}
