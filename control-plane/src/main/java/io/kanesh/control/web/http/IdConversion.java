package io.kanesh.control.web.http;

import io.kanesh.control.shared.Id;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Typed ids as path variables. What is not an id names nothing, so it is a 404 and not a 400. */
final class IdConversion implements ConverterFactory<String, Id> {

    @Override
    public <T extends Id> Converter<String, T> getConverter(Class<T> type) {
        return text -> parse(text, type);
    }

    static <T extends Id> T parse(String text, Class<T> type) {
        try {
            var constructor = type.getDeclaredConstructor(String.class);
            return constructor.newInstance(text);
        } catch (InvocationTargetException e) {
            String resource = type.getSimpleName().replaceFirst("Id$", "").toLowerCase(Locale.ROOT);
            String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            throw new ProblemException(Answers.notFound(resource, shown));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
