package io.kanesh.control.web.openapi;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The operations of an OpenAPI document, with what a generator of requests needs of each. */
record Operations(JsonNode document) {

    /**
     * One operation.
     *
     * @param parameters resolved {@code parameters} of the document
     * @param body schema of the request's JSON body; missing when it takes none
     * @param streams whether a good answer has no end
     */
    record Operation(String method, String path, List<JsonNode> parameters, JsonNode body, boolean streams) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> all() {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    var parameters = new ArrayList<JsonNode>();
                    operation.path("parameters").forEach(parameters::add);
                    operations.add(new Operation(
                            method.toUpperCase(java.util.Locale.ROOT),
                            path,
                            parameters,
                            operation.at("/requestBody/content/application~1json/schema"),
                            operation.at("/responses/200/content").has("text/event-stream")));
                }));
        return operations;
    }

    /** The schema itself, or the one that it refers to. */
    JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    /** The first type that is not null; empty when the schema names none. */
    String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asString().equals("null")) {
                    return one.asString();
                }
            }
        }
        return type.asString("");
    }
}
