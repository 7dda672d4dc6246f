package io.kanesh.agent.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kanesh.agent.Json;
import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task that is one call to the engine: its parameters are the call's arguments, its values the call's result (objects and lists
 * as JSON). The engine answers at once, also for work that takes long.
 *
 * @param op name of the engine's operation
 */
public record EngineTask(Call engine, String op, Duration atMost) implements TaskHandler {

    /** One call to the engine's socket. */
    @FunctionalInterface
    public interface Call {
        /** Empty when there is no engine. */
        Optional<JsonNode> call(String op, ObjectNode arguments, Duration atMost) throws IOException;
    }

    @Override
    public TaskResult run(AgentTask task) throws IOException {
        var arguments = Json.MAPPER.createObjectNode();
        task.parameters().forEach(arguments::put);
        var result = engine.call(op, arguments, atMost);
        if (result.isEmpty()) {
            return TaskHandler.failed("there is no engine to ask: " + op);
        }
        Map<String, String> values = new TreeMap<>();
        result.get().fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                values.put(
                        field.getKey(),
                        field.getValue().isValueNode()
                                ? field.getValue().asText()
                                : field.getValue().toString());
            }
        });
        return new TaskResult(true, null, values);
    }
}
