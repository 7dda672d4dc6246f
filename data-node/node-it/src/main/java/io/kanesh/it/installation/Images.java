package io.kanesh.it.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the built programs are.
 *
 * @param controlPlaneJar the executable jar
 * @param agentHome {@code lib/} and {@code conf/} of the agent
 * @param engineHome {@code lib/} and {@code conf/} of the engine
 */
public record Images(Path controlPlaneJar, Path agentHome, Path engineHome) {
    private static final String OPTIONS = "conf/jvm.options";
    /** All of an engine's home but {@link #OPTIONS}. */
    private static final List<String> OTHERS =
            List.of("lib", "engine.jsa", "conf/small-heap.options", "conf/large-heap.options");

    public Images {
        for (var path : new Path[] {controlPlaneJar, agentHome.resolve("lib"), engineHome.resolve("lib")}) {
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(path + " is missing: build every module first (mvn package)");
            }
        }
    }

    /** As the build leaves them in a source tree. */
    public static Images of(Path tree) {
        return new Images(
                tree.resolve("control-plane/target/control-plane-exec.jar"),
                tree.resolve("data-node/agent/target/image"),
                tree.resolve("data-node/engine/target/image"));
    }

    /**
     * As {@code ./kanesh} hands them on: side by side, two of them named by variables. Without the variables, those of the source
     * tree that is the working directory.
     */
    public static Images found(Map<String, String> environment) {
        var agentHome = environment.get("KANESH_AGENT_HOME");
        var engineHome = environment.get("KANESH_ENGINE_HOME");
        if (agentHome == null || engineHome == null) {
            return of(Path.of("").toAbsolutePath());
        }
        var controlPlane = Path.of(agentHome).resolveSibling("control-plane/control-plane-exec.jar");
        return new Images(controlPlane, Path.of(agentHome), Path.of(engineHome));
    }

    /**
     * The same programs with one more option for the JVM of every engine.
     *
     * @param folder made anew: the engine's options, and links to all else, so that its class archive still fits
     */
    public Images withEngineOption(Path folder, String option) throws IOException {
        var options = engineHome.resolve(OPTIONS);
        var changed = folder.toAbsolutePath().normalize();
        Files.createDirectories(changed.resolve(OPTIONS).getParent());
        Files.write(changed.resolve(OPTIONS), List.of(Files.readString(options), option));
        for (var name : OTHERS) {
            Files.deleteIfExists(changed.resolve(name));
            Files.createSymbolicLink(changed.resolve(name), engineHome.resolve(name));
        }
        return new Images(controlPlaneJar, agentHome, changed);
    }

    /** Environment variables for a control plane. */
    Map<String, String> environment() {
        return Map.of("KANESH_AGENT_HOME", agentHome.toString(), "KANESH_ENGINE_HOME", engineHome.toString());
    }
}
