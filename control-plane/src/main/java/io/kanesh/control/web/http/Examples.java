package io.kanesh.control.web.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The example of a field in its schema, so that a refusal can show what would be right. */
final class Examples {
    private Examples() {}

    /** @param path such as {@code dataCenters[0].region}, from {@code root} */
    static @Nullable String of(Class<?> root, String path) {
        Type type = root;
        Field field = null;
        for (String name : path.replaceAll("\\[[^\\]]*\\]", "").split("\\.")) {
            Class<?> owner = element(type);
            field = owner == null ? null : declared(owner, name);
            if (field == null) {
                return null;
            }
            type = field.getGenericType();
        }
        return field == null ? null : example(field);
    }

    static @Nullable String of(List<JacksonException.Reference> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            var reference = path.get(i);
            if (reference.getPropertyName() != null) {
                Class<?> owner = reference.from() instanceof Class<?> type
                        ? type
                        : reference.from() == null ? null : reference.from().getClass();
                Field field = owner == null ? null : declared(owner, reference.getPropertyName());
                return field == null ? null : example(field);
            }
        }
        return null;
    }

    private static @Nullable String example(Field field) {
        Schema schema = field.getAnnotation(Schema.class);
        return schema == null || schema.example().isEmpty() ? null : schema.example();
    }

    /** The type itself, or what a list of it holds. */
    private static @Nullable Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return arguments[arguments.length - 1] instanceof Class<?> element ? element : null;
        }
        return type instanceof Class<?> plain ? plain : null;
    }

    private static @Nullable Field declared(Class<?> owner, String name) {
        for (Field field : owner.getDeclaredFields()) {
            if (field.getName().equals(name)) {
                return field;
            }
        }
        return null;
    }
}
