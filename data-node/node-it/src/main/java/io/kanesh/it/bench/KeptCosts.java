package io.kanesh.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Costs that were measured of one build, over as many runs as it took. One line a measurement: the phase, then three figures. */
record KeptCosts(Path file) {

    /** CPU seconds of an operation, in one round. */
    record Costs(double plain, double plainAgain, double encrypted) {}

    /** @param engineHome of the build: another build begins another file */
    static KeptCosts of(Map<String, String> environment, Path engineHome, String comparison) {
        var home = environment.get("KANESH_HOME");
        var folder = home == null ? Path.of("target") : Path.of(home).resolve("bench");
        var build = Objects.requireNonNull(engineHome.toAbsolutePath().getParent(), "a build's folder");
        return new KeptCosts(folder.resolve("engine-" + comparison + "-" + build.getFileName() + ".tsv"));
    }

    void add(String phase, Costs costs) throws IOException {
        Files.createDirectories(file.getParent());
        var line = String.join(
                "\t",
                phase,
                String.valueOf(costs.plain()),
                String.valueOf(costs.plainAgain()),
                String.valueOf(costs.encrypted()));
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** By phase, in the order of their first measurement. */
    Map<String, List<Costs>> all() throws IOException {
        var costs = new LinkedHashMap<String, List<Costs>>();
        for (var line : Files.readAllLines(file)) {
            var parts = line.split("\t");
            costs.computeIfAbsent(parts[0], phase -> new ArrayList<>())
                    .add(new Costs(
                            Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3])));
        }
        return costs;
    }
}
