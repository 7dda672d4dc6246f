package io.kanesh.control.web.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes values for schemas, right and wrong; the same seed makes the same values. */
final class Inputs {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> STRANGE_TEXTS = List.of(
            "",
            " ",
            "a\u0000b",
            "x".repeat(5000),
            "\u202eright to left",
            "\ud83d\ude00",
            "'; DROP TABLE token; --",
            "../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "-1",
            "null",
            "NaN");
    private static final List<String> BROKEN_BODIES = List.of(
            "",
            "{",
            "[",
            "nul",
            "{\"a\":}",
            "{\"a\":1,}",
            "\"text\"",
            "42",
            "[[[[[[]]]]]]",
            "{}{}",
            "\u0000",
            "{\"a\":\"\\ud800\"}",
            "[".repeat(3000));

    private final Operations document;
    private final Random random;

    Inputs(Operations document, Random random) {
        this.document = document;
        this.random = random;
    }

    /** A body as text: most often close to right, so that more than the first check is reached. */
    String body(JsonNode schema) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            return BROKEN_BODIES.get(random.nextInt(BROKEN_BODIES.size()));
        }
        JsonNode value = valid(schema, 0);
        for (int mutations = dice < 4 ? 0 : 1 + random.nextInt(2); mutations > 0; mutations--) {
            value = mutate(value);
        }
        return JSON.writeValueAsString(value);
    }

    /** A value that the schema allows, as far as a schema can say. */
    JsonNode valid(JsonNode reference, int depth) {
        JsonNode schema = document.resolve(reference);
        if (schema.has("enum")) {
            JsonNode values = schema.path("enum");
            return values.get(random.nextInt(values.size()));
        }
        if (schema.has("example") && random.nextInt(4) > 0) {
            return schema.path("example");
        }
        return switch (document.type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> JSON.getNodeFactory().numberNode(random.nextInt(12));
            case "number" -> JSON.getNodeFactory().numberNode(random.nextDouble() * 100);
            case "boolean" -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            default -> JSON.getNodeFactory().stringNode("v" + random.nextInt(1000));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JSON.createObjectNode();
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").forEachEntry((name, property) -> {
            if (depth < 6 && (required.contains(name) || random.nextInt(3) > 0)) {
                object.set(name, valid(property, depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        var array = JSON.createArrayNode();
        for (int i = random.nextInt(3); i >= 0 && depth < 6; i--) {
            array.add(valid(schema.path("items"), depth + 1));
        }
        return array;
    }

    /** One thing wrong, somewhere. */
    private JsonNode mutate(JsonNode value) {
        if (value instanceof ObjectNode object && random.nextInt(8) > 0) {
            var names = new ArrayList<>(object.propertyNames());
            if (names.isEmpty() || random.nextInt(5) == 0) {
                object.set("unknown" + random.nextInt(10), strange());
                return object;
            }
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, strange());
                default -> object.set(name, mutate(object.get(name)));
            }
            return object;
        }
        if (value instanceof ArrayNode array && !array.isEmpty() && random.nextInt(3) > 0) {
            int at = random.nextInt(array.size());
            array.set(at, mutate(array.get(at)));
            return array;
        }
        return strange();
    }

    private JsonNode strange() {
        var nodes = JSON.getNodeFactory();
        return switch (random.nextInt(10)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(-1);
            case 2 -> nodes.numberNode(Long.MAX_VALUE);
            case 3 -> nodes.numberNode(1.5e300);
            case 4 -> nodes.booleanNode(true);
            case 5 -> nodes.arrayNode();
            case 6 -> nodes.objectNode();
            case 7 -> nodes.numberNode(Integer.MAX_VALUE);
            default -> nodes.stringNode(strangeText());
        };
    }

    String strangeText() {
        return STRANGE_TEXTS.get(random.nextInt(STRANGE_TEXTS.size()));
    }

    /** An id with this prefix that was never given out. */
    String unusedId(String prefix) {
        var id = new StringBuilder(prefix).append('_');
        for (int i = 0; i < 26; i++) {
            id.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(random.nextInt(32)));
        }
        return id.toString();
    }
}
