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

/**
 * Rates that were measured of one build, over as many runs as it took: a machine that is quiet for ten minutes at a time measures in
 * pieces. One line a measurement: the variant, a tab, operations per second.
 */
record KeptRates(Path file) {

    /** @param engineHome of the build: another build begins another file */
    static KeptRates of(Map<String, String> environment, Path engineHome) {
        var home = environment.get("KANESH_HOME");
        var folder = home == null ? Path.of("target") : Path.of(home).resolve("bench");
        var build = Objects.requireNonNull(engineHome.toAbsolutePath().getParent(), "a build's folder");
        return new KeptRates(folder.resolve("settings-" + build.getFileName() + ".tsv"));
    }

    void add(String variant, int rate) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, variant + "\t" + rate + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** By variant, in the order of their first measurement. */
    Map<String, List<Integer>> all() throws IOException {
        var rates = new LinkedHashMap<String, List<Integer>>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var tab = line.indexOf('\t');
                rates.computeIfAbsent(line.substring(0, tab), name -> new ArrayList<>())
                        .add(Integer.parseInt(line.substring(tab + 1)));
            }
        }
        return rates;
    }
}
