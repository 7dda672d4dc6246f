package io.kanesh.it.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * One installation with a home and ports of its own. The control plane may be killed and started again; machines live on, as
 * they do for a user, until {@link #close}.
 */
public final class Installation implements AutoCloseable {
    private final Path home;
    private final ControlPlaneProcess first;
    private final ControlPlaneProcess second;
    private ControlPlaneProcess spokesman;

    /**
     * @param home made anew: what a test before this one has left there (its processes too) goes first
     */
    public Installation(Images images, Path home) {
        this(images, home, Map.of());
    }

    /** @param settings further environment variables of the control plane */
    public Installation(Images images, Path home, Map<String, String> settings) {
        this.home = home.toAbsolutePath().normalize();
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        var token = "kanesh_" + HexFormat.of().formatHex(secret);
        first = new ControlPlaneProcess(images, this.home, settings, token, false);
        second = new ControlPlaneProcess(images, this.home, settings, token, true);
        spokesman = first;
        wipe();
    }

    public Path home() {
        return home;
    }

    public RestApi api() {
        return spokesman.api();
    }

    /** Agents and engines that run. */
    public List<MachineProcess> processes() {
        return MachineProcess.below(machines());
    }

    /** Directories of machines that exist. */
    public List<Path> machineDirectories() {
        if (!Files.isDirectory(machines())) {
            return List.of();
        }
        try (var entries = Files.list(machines())) {
            return entries.filter(entry -> Files.exists(entry.resolve("bootstrap.json")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the machine that is, or is to become, that node. */
    public Path machineOf(String nodeId) {
        return machineDirectories().stream()
                .filter(machine -> text(machine.resolve("bootstrap.json")).contains('"' + nodeId + '"'))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no machine of " + nodeId));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the control plane and returns when it answers. */
    public void start() throws IOException, InterruptedException, TimeoutException {
        first.start();
        spokesman = first;
    }

    /** Starts a second control plane of the same home, as {@code ./kanesh up --second} does. */
    public ControlPlaneProcess startSecond() throws IOException, InterruptedException, TimeoutException {
        return second.start();
    }

    public ControlPlaneProcess first() {
        return first;
    }

    /** From now on {@link #api} asks this one. */
    public void speakThrough(ControlPlaneProcess controlPlane) {
        spokesman = controlPlane;
    }

    /** Environment variables by which {@code ./kanesh} means this installation. */
    public Map<String, String> environment() {
        return first.scriptEnvironment();
    }

    /** As {@code ./kanesh backup-state} does; returns what it said. */
    public String backUpState(Path file, String passphrase) throws IOException, InterruptedException {
        return state("backup", file, passphrase);
    }

    /** As {@code ./kanesh restore-state} does; returns what it said. */
    public String restoreState(Path file, String passphrase) throws IOException, InterruptedException {
        return state("restore", file, passphrase);
    }

    private String state(String verb, Path file, String passphrase) throws IOException, InterruptedException {
        return first.run(
                "io.kanesh.control.postgres.state.StateFile",
                List.of(verb, "--home", home.toString(), "--file", file.toString()),
                Map.of("KANESH_PASSPHRASE", passphrase));
    }

    /** The control plane ends, and its memory with it: the database and the secrets. Machines and the local KMS go on. */
    public void loseState() throws IOException, InterruptedException {
        stop();
        for (var name : List.of("postgres", "secrets")) {
            var folder = home.resolve(name);
            // As root, the database lies where its own user can go, and here is a link to it.
            var there = folder.toRealPath();
            delete(there);
            Files.deleteIfExists(folder);
        }
    }

    /** As a user's Ctrl-C does. */
    public void stop() throws InterruptedException {
        second.stop();
        first.stop();
    }

    /** SIGKILL. */
    public void killControlPlane() throws InterruptedException {
        first.kill();
    }

    /** Stops everything. The home stays, for whoever wants to read its logs. */
    @Override
    public void close() throws InterruptedException {
        try {
            stop();
        } finally {
            killMachines();
        }
    }

    /** Ends a machine that no control plane knows, with all that it has. */
    public void remove(Path machine) throws IOException {
        // Its folder first: the local cloud starts the agent of every machine that it finds.
        delete(machine);
        processes().stream()
                .filter(process -> process.machine().equals(machine))
                .forEach(MachineProcess::kill);
    }

    private Path machines() {
        return home.resolve("machines");
    }

    /** Agents first: an agent would start a new engine. */
    private void killMachines() {
        for (var kind : MachineProcess.Kind.values()) {
            MachineProcess.below(home).stream()
                    .filter(process -> process.kind() == kind)
                    .forEach(MachineProcess::kill);
        }
    }

    private void wipe() {
        killMachines();
        if (!Files.exists(home)) {
            return;
        }
        try {
            delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
