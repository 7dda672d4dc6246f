package io.kanesh.control.web.http;

import io.kanesh.control.shared.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what failed outside of a controller: in a filter, or by {@code sendError}. */
@Hidden
@Controller
final class FallbackErrors implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackErrors.class);

    private final ProblemWriter problems;

    FallbackErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (status == null || Integer.valueOf(404).equals(status)) {
            problems.write(request, response, Problems.noSuchPath(path == null ? "/error" : path.toString()));
        } else if (status instanceof Integer code && code < 500) {
            Problem problem = Problems.badRequest("The request is not understood.");
            ProblemBody body = ProblemBody.of(List.of(problem), TraceFilter.traceId(request));
            problems.write(response, body);
        } else {
            fault(request, response, (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
    }

    private void fault(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable fault)
            throws IOException {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (DatabaseFaults.isAway(fault)) {
            LOG.warn("the database did not answer {} {}", request.getMethod(), path, fault);
            problems.write(request, response, Problems.databaseAway());
        } else {
            LOG.error("fault in {} {}", request.getMethod(), path, fault);
            problems.write(response, ProblemBody.ofFault(TraceFilter.traceId(request)));
        }
    }
}
