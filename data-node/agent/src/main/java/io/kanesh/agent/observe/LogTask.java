package io.kanesh.agent.observe;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The end of a log. Reading changes nothing, so that no fence is needed.
 *
 * @param logs by the name of their source
 */
public record LogTask(Map<String, LogSource> logs) implements TaskHandler {

    @Override
    public TaskResult run(AgentTask task) throws IOException {
        var log = logs.get(task.parameters().getOrDefault("source", ""));
        if (log == null) {
            return TaskHandler.failed("no such log; there are "
                    + String.join(" and ", logs.keySet().stream().sorted().toList()));
        }
        int lines;
        try {
            lines = Integer.parseInt(task.parameters().getOrDefault("lines", "200"));
        } catch (NumberFormatException e) {
            return TaskHandler.failed("lines is no number");
        }
        List<String> text = log.last(lines);
        return new TaskResult(true, null, Map.of("text", text.isEmpty() ? "" : String.join("\n", text) + "\n"));
    }
}
