package io.kanesh.control.cloud.local;

import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;

/** Stops or forgets every machine of an installation without a running control plane; see the package's documentation. */
public final class LocalMachines {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int SUPERVISED = 3;

    /** An engine flushes everything before it ends; a laptop's disk under load needs its time for that. */
    private static final long ENGINE_SECONDS = 90;

    private static final long AGENT_SECONDS = 10;

    private final Path kmsHome;
    private final MachineDirectories directories;
    private final ProcessTable processes = new ProcessTable();
    private final PrintStream out;

    private LocalMachines(Path home, PrintStream out) {
        this.kmsHome = new KaneshHome(home).localKms();
        this.directories = new MachineDirectories(home);
        this.out = out;
    }

    /** {@code list|stop|terminate --home DIR}. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Returns the exit code. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length != 3
                || !List.of("list", "stop", "terminate").contains(arguments[0])
                || !arguments[1].equals("--home")) {
            err.println("usage: LocalMachines list|stop|terminate --home DIR");
            return USAGE;
        }
        Path home = Path.of(arguments[2]);
        if (!Files.isDirectory(home.resolve("machines")) && !Files.isDirectory(new KaneshHome(home).localKms())) {
            out.println("There are no local machines in " + home + ".");
            return DONE;
        }
        var machines = new LocalMachines(home, out);
        if (arguments[0].equals("list")) {
            machines.list();
            return DONE;
        }
        return machines.alone(arguments[0].equals("terminate"), err);
    }

    private int alone(boolean forget, PrintStream err) {
        Optional<FileLock> lock = directories.tryLock();
        if (lock.isEmpty()) {
            err.println("A control plane supervises these machines and would start them again: stop it first.");
            return SUPERVISED;
        }
        try (var held = lock.get().acquiredBy()) {
            directories.removeRubbish();
            boolean stopped = stop(forget);
            if (stopped && forget) {
                directories.removeAll();
                out.println("Removed every local machine.");
            }
            return stopped ? DONE : FAILED;
        } catch (IOException e) {
            err.println("The lock of the local machines cannot be freed: " + e.getMessage());
            return FAILED;
        }
    }

    private void list() {
        for (InstanceRecord record : directories.readAll()) {
            if (record.stage() != InstanceRecord.Stage.TERMINATED) {
                out.printf(
                        "%s  %-12s %-15s agent %s, engine %s%n",
                        record.machineId(),
                        record.instanceType(),
                        record.address() == null ? "-" : record.address(),
                        pids(record, AgentCommand::isAgentOf),
                        pids(record, AgentCommand::isEngineOf));
            }
        }
    }

    private String pids(InstanceRecord record, BiPredicate<Path, List<String>> kind) {
        List<ProcessIdentity> found = find(record, kind);
        return found.isEmpty() ? "not running" : "pid " + found.get(0).pid();
    }

    /** Agents first, so that none starts its engine again. With {@code forget} an engine need not save anything. */
    private boolean stop(boolean forget) {
        List<InstanceRecord> machines = directories.readAll().stream()
                .filter(record -> record.stage() != InstanceRecord.Stage.TERMINATED)
                .toList();
        boolean agents = end("agent", machines, AgentCommand::isAgentOf, AGENT_SECONDS);
        boolean engines = end("engine", machines, AgentCommand::isEngineOf, forget ? AGENT_SECONDS : ENGINE_SECONDS);
        // Last: an engine that ends may still need a key.
        boolean kms = end("local KMS", LocalKmsProcess.running(kmsHome, processes), AGENT_SECONDS);
        return agents && engines && kms;
    }

    private boolean end(
            String what, List<InstanceRecord> machines, BiPredicate<Path, List<String>> kind, long seconds) {
        return end(
                what,
                machines.stream().flatMap(record -> find(record, kind).stream()).toList(),
                seconds);
    }

    private boolean end(String what, List<ProcessIdentity> living, long seconds) {
        if (living.isEmpty()) {
            return true;
        }
        out.println("Stopping " + living.size() + " " + what + (living.size() == 1 ? "" : "s") + " …");
        living.forEach(processes::terminate);
        if (!ended(living, seconds)) {
            out.println("Not ended after " + seconds + " s: killing.");
            living.forEach(processes::kill);
            return ended(living, AGENT_SECONDS);
        }
        return true;
    }

    private List<ProcessIdentity> find(InstanceRecord record, BiPredicate<Path, List<String>> kind) {
        Path machine = directories.of(record.machineId());
        return processes.find(line -> kind.test(machine, line));
    }

    private boolean ended(List<ProcessIdentity> living, long seconds) {
        var exits = living.stream().map(processes::exit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return living.stream().noneMatch(processes::isAlive);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
