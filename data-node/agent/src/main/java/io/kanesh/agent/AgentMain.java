package io.kanesh.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The agent process: {@code AgentMain --machine DIRECTORY --address IP --engine-home DIRECTORY}. It runs until it is told to
 * end (SIGTERM); the engine outlives it. Exit codes: 2 for arguments or a directory that cannot be used, 3 when another agent runs
 * on this machine. The reason is printed.
 */
public final class AgentMain {
    private static final System.Logger LOG = System.getLogger(AgentMain.class.getName());

    private AgentMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var options = options(arguments);
        var machine = options.get("--machine");
        var address = options.get("--address");
        var engineHome = options.get("--engine-home");
        if (machine == null || address == null || engineHome == null) {
            throw end(2, "usage: AgentMain --machine DIRECTORY --address IP --engine-home DIRECTORY");
        }
        try {
            run(new MachineDirectory(Path.of(machine)), address, Path.of(engineHome));
        } catch (IOException e) {
            throw end(2, "the agent cannot run: " + e.getMessage());
        }
    }

    private static void run(MachineDirectory machine, String address, Path engineHome)
            throws IOException, InterruptedException {
        machine.prepare();
        // Held until the process ends, however it ends. Two agents would start two engines on the same data.
        var lock = lock(machine.agent().resolve("agent.lock"));
        if (lock == null) {
            throw end(3, "another agent runs on " + machine.root());
        }
        AgentLog.open(machine.log());
        LOG.log(System.Logger.Level.INFO, "agent {0} starts on {1}, {2}", version(), address, machine.root());
        var ended = new CountDownLatch(1);
        try (var agent = new Agent(
                machine,
                engineHome,
                version(),
                InstantSource.system(),
                new SplittableRandom(new SecureRandom().nextLong()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                LOG.log(System.Logger.Level.INFO, "told to end; the engine goes on");
                agent.close();
                ended.countDown();
            }));
            ended.await();
        }
        lock.release();
    }

    private static @Nullable FileLock lock(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
    }

    private static String version() {
        var version = AgentMain.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static Map<String, String> options(String[] arguments) {
        var options = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    /** Declared as a value to throw, so that the compiler knows that nothing comes after it. */
    private static IllegalStateException end(int code, String reason) {
        System.err.println(reason);
        System.exit(code);
        return new IllegalStateException(reason);
    }
}
