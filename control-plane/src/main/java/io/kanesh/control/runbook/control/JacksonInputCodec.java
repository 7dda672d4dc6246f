package io.kanesh.control.runbook.control;

import io.kanesh.control.runbook.execution.InputCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Inputs as JSON. Lenient when reading, so that a newer version can take over the runs of an older one. */
public final class JacksonInputCodec implements InputCodec {
    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public String write(Object input) {
        return mapper.writeValueAsString(input);
    }

    @Override
    public <I> I read(String json, Class<I> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the journal's input is no " + type.getSimpleName(), e);
        }
    }
}
