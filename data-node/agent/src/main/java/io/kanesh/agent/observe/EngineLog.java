package io.kanesh.agent.observe;

import io.kanesh.agent.Json;
import io.kanesh.agent.api.StatementValues;
import io.kanesh.agent.engine.EngineSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine's log lies in its encrypted tree: only the engine itself can read it, while it has its key. Without one there is what
 * its process printed, with the reason why there is no more.
 *
 * @param engine null when none runs
 * @param printed what the process printed: its own start and stop lines
 */
public record EngineLog(Supplier<@Nullable EngineSocket> engine, LogTail printed) implements LogSource {
    private static final Duration CALL = Duration.ofSeconds(10);

    @Override
    public List<String> last(int lines) throws IOException {
        var wanted = Math.min(Math.max(lines, 0), LogTail.MOST_LINES);
        var socket = engine.get();
        if (socket == null) {
            return instead("no engine runs", wanted);
        }
        try {
            var arguments = Json.MAPPER.createObjectNode().put("lines", wanted);
            return socket.call("logs", arguments, CALL)
                    .path("text")
                    .asText()
                    .lines()
                    .map(StatementValues::hide)
                    .toList();
        } catch (EngineSocket.Refused | EngineSocket.Unheard noKey) {
            return instead(String.valueOf(noKey.getMessage()), wanted);
        }
    }

    private List<String> instead(String why, int lines) throws IOException {
        var told = new ArrayList<String>();
        told.add("The engine's log is encrypted with the node's key and is read by the engine itself; now " + why
                + ". What its process printed:");
        told.addAll(printed.last(lines));
        return told;
    }
}
