package io.kanesh.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.MachineProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where the time of one creation went, in seconds since its request: when each step of the operation ended, and when the
 * processes of agents and engines began.
 *
 * @param lines one phase each, the earliest first
 */
record Phases(List<String> lines) {

    /**
     * @param requested when the POST was sent, by the clock of this computer, which is the control plane's too
     * @param operation as the API shows it after its end
     */
    static Phases of(Instant requested, JsonNode operation, Installation installation) {
        var moments = new ArrayList<Moment>();
        for (var step : operation.get("steps")) {
            if (step.hasNonNull("endedAt")) {
                moments.add(new Moment(
                        Instant.parse(step.get("endedAt").asText()),
                        step.get("name").asText()));
            }
        }
        for (var kind : MachineProcess.Kind.values()) {
            var starts = installation.processes().stream()
                    .filter(process -> process.kind() == kind)
                    .flatMap(process -> process.process().info().startInstant().stream())
                    .sorted()
                    .toList();
            if (!starts.isEmpty()) {
                var name = "last " + kind.name().toLowerCase(Locale.ROOT) + " process began";
                moments.add(new Moment(starts.get(starts.size() - 1), name));
            }
        }
        return new Phases(moments.stream()
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .map(moment -> moment.since(requested))
                .toList());
    }

    private record Moment(Instant at, String what) {
        String since(Instant begin) {
            return String.format(
                    Locale.ROOT, "%.1f %s", Duration.between(begin, at).toMillis() / 1000.0, what);
        }
    }

    @Override
    public String toString() {
        return lines.stream().collect(Collectors.joining(", "));
    }
}
