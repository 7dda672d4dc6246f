package io.kanesh.engine.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One thing that the control socket can ask for. It may block; a refusal is an {@link OperationRefused}. */
@FunctionalInterface
public interface Operation {

    /**
     * @param arguments an object, or missing
     * @return a record or map that becomes the answer's result; null for an empty one
     * @throws JsonProcessingException when the arguments are not what this operation takes
     */
    @Nullable
    Object perform(JsonNode arguments) throws JsonProcessingException;
}
