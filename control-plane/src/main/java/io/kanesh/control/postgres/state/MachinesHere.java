package io.kanesh.control.postgres.state;

import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The machines that this computer has, local and simulated; looked at, never touched. */
final class MachinesHere {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path home;

    MachinesHere(KaneshHome home) {
        this.home = home.path();
    }

    /** @param trustedPem the CA that its agent trusts; empty when that is not known */
    record Found(String machine, String node, String trustedPem) {}

    List<Found> find() throws IOException {
        var found = new ArrayList<Found>();
        for (Path machine : entries(home.resolve("machines"))) {
            Path bootstrap = machine.resolve("bootstrap.json");
            if (Files.isRegularFile(bootstrap)) {
                found.add(of(machine.getFileName().toString(), JSON.readTree(Files.readString(bootstrap))));
            }
        }
        for (Path machine : entries(home.resolve("simulated"))) {
            JsonNode record = JSON.readTree(Files.readString(machine));
            if (record.path("bootstrap").isString()) {
                found.add(of(
                        record.path("id").asString(),
                        JSON.readTree(record.path("bootstrap").asString())));
            }
        }
        return found;
    }

    private static Found of(String machine, JsonNode bootstrap) {
        return new Found(
                machine,
                bootstrap.path("nodeId").asString(""),
                bootstrap.path("trustedCaPem").asString(""));
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.list(directory)) {
            return all.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** @throws StateFault when agents here belong to another installation than the state */
    void requireOfSameInstallation(StateManifest manifest) throws IOException {
        var foreign = new TreeSet<String>();
        for (Found machine : find()) {
            if (!machine.trustedPem().isEmpty() && !shareCertificate(machine.trustedPem(), manifest.trustedPem())) {
                foreign.add(machine.machine());
            }
        }
        if (!foreign.isEmpty()) {
            throw new StateFault("This is the state of another installation: the agents of "
                    + String.join(", ", foreign)
                    + " here trust another CA, and would never find back. Restore the state that"
                    + " belongs to them, or use another KANESH_HOME.");
        }
    }

    private static boolean shareCertificate(String one, String other) {
        return Stream.of(one.split("(?=-----BEGIN )"))
                .map(String::strip)
                .anyMatch(pem -> !pem.isEmpty() && other.contains(pem));
    }

    /** Those that the state does not know: launched after it was saved. */
    List<Found> unknownTo(StateManifest manifest) throws IOException {
        Set<String> known = Set.copyOf(manifest.machines());
        return find().stream()
                .filter(machine -> !known.contains(machine.machine()))
                .toList();
    }
}
