package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Level;
import io.kanesh.control.access.OperationTable;
import io.kanesh.control.access.Permission;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Function;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Holds every request against {@link OperationTable} before its body is read: where the path names the project or the
 * organization, here; where only the resource tells whose it is, the controller asks again. What the table does not know is
 * refused.
 */
final class TableGuard implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        Operation operation = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Operation.class);
        if (operation == null || operation.hidden()) {
            return true;
        }
        request.setAttribute(OperationTable.ATTRIBUTE, operation.operationId());
        Permission needed =
                OperationTable.need(operation.operationId()).orElseThrow(() -> unlisted(operation.operationId()));
        if (needed != Permission.ANYBODY) {
            check(CallerResolver.current(), needed, variables(request));
        }
        return true;
    }

    private static void check(Caller caller, Permission needed, Map<String, String> variables) {
        if (needed.level() == Level.PROJECT && variables.containsKey("project")) {
            caller.require(needed, id("project", variables, ProjectId::new));
        } else if (needed.level() == Level.ORGANIZATION && variables.containsKey("organization")) {
            caller.require(needed, id("organization", variables, OrganizationId::new));
        } else if (needed.level() == Level.INSTALLATION) {
            caller.requireEverywhere(needed);
        }
    }

    private static <T> T id(String type, Map<String, String> variables, Function<String, T> read) {
        String text = String.valueOf(variables.get(type));
        try {
            return read.apply(text);
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(Answers.notFound(type, text.length() > 60 ? text.substring(0, 60) + "…" : text));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? (Map<String, String>) variables
                : Map.of();
    }

    private static ProblemException unlisted(String operationId) {
        return new ProblemException(Problem.of(
                        "operation-not-granted",
                        Kind.FORBIDDEN,
                        "Nobody may do '" + operationId + "': it is not in the table of operations.")
                .withHint("Enter it in access.OperationTable with the permission that it needs."));
    }
}
