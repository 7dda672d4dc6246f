package io.kanesh.control.web.http;

import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** {@code pageSize} and {@code pageToken} as a {@link Page.Request}. */
final class PageRequestResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Page.Request.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        int size = size(request.getParameter("pageSize"));
        String token = request.getParameter("pageToken");
        if (token == null) {
            return new Page.Request(size, null);
        }
        try {
            return Page.Request.after(size, token);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(pageTokenInvalid());
        }
    }

    private static int size(@Nullable String text) {
        if (text == null) {
            return Page.Request.DEFAULT_SIZE;
        }
        int size = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        if (size < 1 || size > Page.Request.MAX_SIZE) {
            throw new ProblemException(
                    Problems.parameterInvalid("pageSize", "a whole number from 1 to " + Page.Request.MAX_SIZE));
        }
        return size;
    }

    private static Problem pageTokenInvalid() {
        return Problems.parameterInvalid("pageToken", "one that a list answered with")
                .withHint("Give the nextPageToken of the page before, unchanged, or leave it out.");
    }
}
