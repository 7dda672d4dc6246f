package io.kanesh.control.web.http;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.MergePatch;
import io.kanesh.control.web.ProblemException;
import jakarta.validation.Validator;
import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a PATCH. */
final class MergePatchReader extends AbstractHttpMessageConverter<MergePatch> {
    private final JsonMapper json;
    private final Validator validator;

    MergePatchReader(JsonMapper json, Validator validator) {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "merge-patch+json"));
        this.json = json;
        this.validator = validator;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == MergePatch.class;
    }

    @Override
    protected MergePatch readInternal(Class<? extends MergePatch> type, HttpInputMessage input) throws IOException {
        try {
            JsonNode body = json.readTree(input.getBody());
            if (body instanceof ObjectNode patch) {
                return new JsonMergePatch(patch, json, validator);
            }
            Problem problem = body.isMissingNode() ? Problems.bodyMissing() : Problems.wrongType("", "a JSON object");
            throw new HttpMessageNotReadableException("not an object", new ProblemException(problem), input);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("not JSON", e, input);
        }
    }

    @Override
    protected void writeInternal(MergePatch patch, HttpOutputMessage output) {
        throw new UnsupportedOperationException("a patch is never an answer");
    }
}
