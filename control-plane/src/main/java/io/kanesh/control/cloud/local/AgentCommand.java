package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The command line of a machine's agent, and how it and the machine's engine are recognised again by theirs.
 *
 * @param agentHome holds {@code lib/*.jar} and perhaps {@code conf/jvm.options}
 * @param engineHome holds {@code lib/*.jar} and {@code conf/*.options}; handed on to the agent
 * @param mainClass the agent's main class
 */
record AgentCommand(Path agentHome, Path engineHome, String mainClass) {
    static final String MACHINE_FLAG = "--machine";
    static final String ADDRESS_FLAG = "--address";
    private static final String ENGINE_HOME_FLAG = "--home";
    private static final long MAX_OUT_BYTES = 10L * 1024 * 1024;

    /** An agent is idle most of its life and counts against the laptop: 128 MiB resident at most. */
    private static final List<String> SMALL_JVM = List.of(
            "-Xms8m",
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:MaxMetaspaceSize=64m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError");

    /** What the agent may see of our environment; the rest holds tokens and passwords. */
    static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

    /** Why no agent can be started, or empty. */
    Optional<String> trouble() {
        if (hasJars(agentHome.resolve("lib"))) {
            return Optional.empty();
        }
        return Optional.of("There is no machine image: " + agentHome
                + "/lib holds no jar. Build data-node, and set KANESH_AGENT_HOME to the agent's image.");
    }

    private static boolean hasJars(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.anyMatch(entry -> entry.toString().endsWith(".jar"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the agent in a session of its own, without any open file of ours, output to {@code log/agent.out}. */
    long start(Path machine, String address) throws IOException {
        var out = machine.resolve("log/agent.out");
        if (Files.exists(out) && Files.size(out) > MAX_OUT_BYTES) {
            Files.move(out, out.resolveSibling("agent.out.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        // setsid keeps the pid, because a child of ours never leads its process group.
        var builder = new ProcessBuilder(arguments(machine, address))
                .directory(machine.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start().pid();
    }

    private List<String> arguments(Path machine, String address) {
        var line = new ArrayList<String>();
        line.add("setsid");
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path options = agentHome.resolve("conf/jvm.options");
        if (Files.exists(options)) {
            line.add("@" + options);
        } else {
            line.addAll(SMALL_JVM);
        }
        Path archive = agentHome.resolve("agent.jsa");
        if (Files.isReadable(archive)) {
            // Classes loaded before, by the agent's ClassArchiveMain: the agent enrols sooner.
            line.add("-XX:SharedArchiveFile=" + archive);
            line.add("-Xlog:cds=off");
        }
        line.add("-cp");
        line.add(agentHome.resolve("lib") + "/*");
        line.add(mainClass);
        line.addAll(List.of(MACHINE_FLAG, machine.toString(), ADDRESS_FLAG, address));
        line.addAll(List.of("--engine-home", engineHome.toString()));
        return line;
    }

    /** Whether this is the command line of that machine's agent; the machine's id makes its path unique. */
    static boolean isAgentOf(Path machine, List<String> commandLine) {
        return hasOption(commandLine, MACHINE_FLAG, machine.toString());
    }

    /** Whether this is the command line of that machine's engine. */
    static boolean isEngineOf(Path machine, List<String> commandLine) {
        return hasOption(commandLine, ENGINE_HOME_FLAG, machine.resolve("data").toString());
    }

    /** The address that an agent was started with. */
    static Optional<String> addressIn(List<String> commandLine) {
        return option(commandLine, ADDRESS_FLAG);
    }

    private static boolean hasOption(List<String> commandLine, String flag, String value) {
        return option(commandLine, flag).filter(value::equals).isPresent();
    }

    static Optional<String> option(List<String> commandLine, String flag) {
        int at = commandLine.indexOf(flag);
        return at >= 0 && at + 1 < commandLine.size() ? Optional.of(commandLine.get(at + 1)) : Optional.empty();
    }
}
