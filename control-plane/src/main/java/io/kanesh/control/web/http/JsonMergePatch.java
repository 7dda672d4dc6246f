package io.kanesh.control.web.http;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.MergePatch;
import io.kanesh.control.web.ProblemException;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A merge patch that was read from a body. */
record JsonMergePatch(ObjectNode patch, JsonMapper json, Validator validator) implements MergePatch {

    @Override
    public <T> T applyTo(T current, Class<T> type) {
        T patched;
        try {
            JsonNode merged = merge(json.valueToTree(current), patch);
            patched = json.treeToValue(merged, type);
        } catch (JacksonException e) {
            throw new ProblemException(JsonProblems.of(e));
        }
        List<Problem> problems = validator.validate(patched).stream()
                .sorted(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .map(violation ->
                        ProblemAdvice.problem(type, violation.getPropertyPath().toString(), violation.getMessage()))
                .toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return patched;
    }

    /** RFC 7396 section 2: an object is merged member by member, null removes, anything else replaces. */
    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                JsonNode before = merged.has(change.getKey()) ? merged.get(change.getKey()) : merged.nullNode();
                merged.set(change.getKey(), merge(before, change.getValue()));
            }
        }
        return merged;
    }
}
