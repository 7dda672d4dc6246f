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
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Figures that were measured of one build, over as many runs as it took: a machine that is quiet for ten minutes at a time measures in
 * pieces. One line a measurement: what was measured, then its figures, between tabs.
 */
record KeptFigures(Path file) {

    /**
     * @param engineHome of the build: another build begins another file
     * @param what is compared; part of the file's name
     */
    static KeptFigures of(Map<String, String> environment, Path engineHome, String what) {
        var home = environment.get("KANESH_HOME");
        var folder = home == null ? Path.of("target") : Path.of(home).resolve("bench");
        var build = Objects.requireNonNull(engineHome.toAbsolutePath().getParent(), "a build's folder");
        return new KeptFigures(folder.resolve(what + "-" + build.getFileName() + ".tsv"));
    }

    void add(String name, double... figures) throws IOException {
        Files.createDirectories(file.getParent());
        var line = Stream.concat(Stream.of(name), DoubleStream.of(figures).mapToObj(String::valueOf))
                .collect(Collectors.joining("\t", "", "\n"));
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** By name, in the order of their first measurement. */
    Map<String, List<List<Double>>> all() throws IOException {
        var figures = new LinkedHashMap<String, List<List<Double>>>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var parts = List.of(line.split("\t"));
                figures.computeIfAbsent(parts.get(0), name -> new ArrayList<>())
                        .add(parts.stream().skip(1).map(Double::valueOf).toList());
            }
        }
        return figures;
    }
}
