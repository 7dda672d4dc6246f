package io.kanesh.agent.api;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The protocol's records as JSON Schema (draft 2020-12), drawn from the classes themselves. */
final class ProtocolSchema {
    private final Map<String, String> definitions = new TreeMap<>();

    /** Every message and, through them, every record that one of them holds. */
    static String of(List<Class<?>> messages) {
        var schema = new ProtocolSchema();
        messages.forEach(schema::define);
        var definitions = schema.definitions.entrySet().stream()
                .map(entry -> "    \"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(",\n"));
        return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                + "  \"title\": \"Kanesh agent protocol\",\n  \"$defs\": {\n" + definitions + "\n  }\n}\n";
    }

    private void define(Class<?> type) {
        if (definitions.containsKey(name(type))) {
            return;
        }
        definitions.put(name(type), ""); // known from here on, should it hold itself
        definitions.put(name(type), type.isEnum() ? values(type) : object(type));
    }

    private String object(Class<?> type) {
        var components = Arrays.asList(type.getRecordComponents());
        var required = components.stream()
                .filter(component -> !nullable(component.getAnnotatedType()))
                .map(component -> "\"" + component.getName() + "\"")
                .collect(Collectors.joining(", "));
        var properties = components.stream()
                .map(component -> "        \"" + component.getName() + "\": " + property(component))
                .collect(Collectors.joining(",\n"));
        return "{\n      \"type\": \"object\",\n      \"required\": [" + required + "],\n      \"properties\": {\n"
                + properties + "\n      }\n    }";
    }

    private String property(RecordComponent component) {
        var type = schema(component.getGenericType());
        return nullable(component.getAnnotatedType()) ? "{\"anyOf\": [" + type + ", {\"type\": \"null\"}]}" : type;
    }

    private String schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            var last = schema(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class
                    ? "{\"type\": \"array\", \"items\": " + last + "}"
                    : "{\"type\": \"object\", \"additionalProperties\": " + last + "}";
        }
        if (type == String.class) {
            return "{\"type\": \"string\"}";
        }
        if (type == boolean.class) {
            return "{\"type\": \"boolean\"}";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "{\"type\": \"integer\"}";
        }
        if (type == double.class || type == Double.class) {
            return "{\"type\": \"number\"}";
        }
        define((Class<?>) type);
        return "{\"$ref\": \"#/$defs/" + name((Class<?>) type) + "\"}";
    }

    private static String values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> "\"" + value + "\"")
                .collect(Collectors.joining(", ", "{\"enum\": [", "]}"));
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
