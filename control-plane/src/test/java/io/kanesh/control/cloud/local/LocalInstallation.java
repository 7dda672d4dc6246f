package io.kanesh.control.cloud.local;

import io.kanesh.control.cloud.CloudProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/** A local cloud on a directory of its own whose agents are {@link FakeAgentMain}; can be closed and opened again. */
final class LocalInstallation implements AutoCloseable {
    final Path home;
    final ProcessTable processes = new ProcessTable();
    private final Path image;
    private MemoryGauge memory = () -> 64L << 30;
    private @Nullable Long limitMib;
    private @Nullable LocalSupervision supervision;
    private @Nullable CloudProvider cloud;

    LocalInstallation(Path directory) {
        home = directory.resolve("home");
        image = directory.resolve("image");
        writeImage(image);
    }

    LocalInstallation withMemory(long bytes) {
        memory = () -> bytes;
        return this;
    }

    LocalInstallation withLimit(long mib) {
        limitMib = mib;
        return this;
    }

    /** The same home and image, for a second control plane. */
    LocalInstallation beside() {
        return new LocalInstallation(Objects.requireNonNull(home.getParent()));
    }

    /** As a control plane does at its start. */
    CloudProvider open() {
        supervision = new LocalSupervision(home, InstantSource.system());
        var properties = new LocalCloudProperties(image, image, FakeAgentMain.class.getName(), limitMib);
        cloud = LocalCloudConfiguration.assemble(
                supervision, properties, memory, InstantSource.system(), new Random(home.hashCode()));
        return cloud;
    }

    CloudProvider cloud() {
        return Objects.requireNonNull(cloud);
    }

    /** As a control plane does at its end: processes go on. */
    void closeControlPlane() {
        Objects.requireNonNull(supervision).close();
    }

    List<ProcessIdentity> agents() {
        return processes.find(line -> AgentCommand.option(line, AgentCommand.MACHINE_FLAG)
                .filter(machine -> machine.startsWith(realHome()))
                .isPresent());
    }

    List<ProcessIdentity> engines() {
        return processes.find(line -> AgentCommand.option(line, "--home")
                .filter(data -> data.startsWith(realHome()))
                .isPresent());
    }

    private String realHome() {
        return new MachineDirectories(home).root().toString();
    }

    /** Runs the main class and answers its exit code and what it printed. */
    String run(String command) {
        var text = new ByteArrayOutputStream();
        var print = new PrintStream(text, true, StandardCharsets.UTF_8);
        int code = LocalMachines.run(new String[] {command, "--home", home.toString()}, print, print);
        return code + ": " + text.toString(StandardCharsets.UTF_8);
    }

    /** Ends what the test started, whatever became of it. */
    @Override
    public void close() {
        if (supervision != null) {
            supervision.close();
        }
        agents().forEach(processes::kill);
        engines().forEach(processes::kill);
    }

    private static void writeImage(Path image) {
        String entry = FakeAgentMain.class.getName().replace('.', '/') + ".class";
        try (InputStream type = FakeAgentMain.class.getClassLoader().getResourceAsStream(entry)) {
            Files.createDirectories(image.resolve("lib"));
            try (var jar = new JarOutputStream(Files.newOutputStream(image.resolve("lib/agent.jar")))) {
                jar.putNextEntry(new JarEntry(entry));
                Objects.requireNonNull(type).transferTo(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
