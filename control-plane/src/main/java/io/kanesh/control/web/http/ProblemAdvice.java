package io.kanesh.control.web.http;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/**
 * The one place where what ends a request early becomes a problem document. Whatever nobody foresaw is a fault of ours: it
 * is logged with the trace id, and the client learns nothing else.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemBody> refused(ProblemException refused, HttpServletRequest request) {
        for (Problem problem : refused.problems()) {
            if (!problem.context().isEmpty()) {
                LOG.info("{} {}", problem.code(), problem.context());
            }
        }
        return answer(refused.problems(), request, new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refused) {
                return refused(refused, request);
            }
            if (cause instanceof JacksonException json) {
                return answer(JsonProblems.of(json), request);
            }
        }
        return answer(Problems.bodyMissing(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> invalidBody(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        Object target = invalid.getTarget();
        List<Problem> problems = invalid.getBindingResult().getAllErrors().stream()
                .map(error -> problem(
                        target == null ? Object.class : target.getClass(),
                        error instanceof FieldError field ? field.getField() : "",
                        String.valueOf(error.getDefaultMessage())))
                .toList();
        return answer(problems, request, new HttpHeaders());
    }

    static Problem problem(Class<?> root, String path, String rule) {
        Problem problem = Problems.invalidField(path, rule);
        String example = Examples.of(root, path);
        return example == null ? problem : problem.withHint("For example: " + example);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> invalidParameters(
            HandlerMethodValidationException invalid, HttpServletRequest request) {
        var problems = new ArrayList<Problem>();
        for (var result : invalid.getParameterValidationResults()) {
            String name = String.valueOf(result.getMethodParameter().getParameterName());
            if (result instanceof ParameterErrors body) {
                Class<?> type = result.getMethodParameter().getParameterType();
                body.getFieldErrors()
                        .forEach(error -> problems.add(
                                problem(type, error.getField(), String.valueOf(error.getDefaultMessage()))));
                body.getGlobalErrors()
                        .forEach(error ->
                                problems.add(Problems.invalidField("", String.valueOf(error.getDefaultMessage()))));
            } else {
                result.getResolvableErrors()
                        .forEach(error ->
                                problems.add(Problems.invalidField(name, String.valueOf(error.getDefaultMessage()))));
            }
        }
        if (problems.isEmpty()) {
            problems.add(Problems.badRequest("A parameter is not acceptable."));
        }
        return answer(problems, request, new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> parameterMissing(
            MissingServletRequestParameterException missing, HttpServletRequest request) {
        return answer(Problems.parameterMissing(missing.getParameterName(), missing.getParameterType()), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> headerMissing(MissingRequestHeaderException missing, HttpServletRequest request) {
        return answer(Problems.parameterMissing(missing.getHeaderName(), "the header"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> parameterInvalid(
            MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refused) {
                return refused(refused, request);
            }
        }
        return answer(
                Problems.parameterInvalid(mismatch.getName(), JsonProblems.expected(mismatch.getRequiredType())),
                request);
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ProblemBody> noSuchPath(HttpServletRequest request) {
        return answer(Problems.noSuchPath(request.getRequestURI()), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> wrongMethod(HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        var allowed = Objects.requireNonNullElse(wrong.getSupportedHttpMethods(), List.<HttpMethod>of());
        var headers = new HttpHeaders();
        String names = allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        headers.set(HttpHeaders.ALLOW, names);
        return answer(List.of(Problems.methodNotAllowed(wrong.getMethod(), names)), request, headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> wrongType(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        MediaType given = wrong.getContentType();
        return answer(
                Problems.unsupportedType(given == null ? "missing or not a media type" : given.toString()), request);
    }

    @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
    ResponseEntity<ProblemBody> notAcceptable(HttpServletRequest request) {
        return answer(Problems.notAcceptable(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> changedMeanwhile(OptimisticLockingFailureException lost, HttpServletRequest request) {
        LOG.info("two requests changed the same row: {}", lost.getMessage());
        return answer(Problems.changedMeanwhile(), request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemBody> databaseAway(Exception away, HttpServletRequest request) {
        LOG.warn("the database does not answer", away);
        return answer(Problems.databaseAway(), request);
    }

    @ExceptionHandler
    void clientHasGone(AsyncRequestNotUsableException gone) {
        LOG.debug("the client went before its answer was complete", gone);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemBody> fault(Exception fault, HttpServletRequest request) {
        if (fault instanceof IOException && String.valueOf(fault.getMessage()).contains("Broken pipe")) {
            LOG.debug("the client went before its answer was complete", fault);
            return null;
        }
        if (DatabaseFaults.isAway(fault)) {
            return databaseAway(fault, request);
        }
        if (fault instanceof org.springframework.web.ErrorResponse known
                && known.getStatusCode().is4xxClientError()) {
            LOG.info("refused: {}", fault.getMessage());
            return answer(Problems.badRequest("The request is not understood."), request);
        }
        LOG.error("fault in {} {}", request.getMethod(), request.getRequestURI(), fault);
        return ResponseEntity.status(500)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemBody.ofFault(TraceFilter.traceId(request)));
    }

    private static ResponseEntity<ProblemBody> answer(Problem problem, HttpServletRequest request) {
        return answer(List.of(problem), request, new HttpHeaders());
    }

    private static ResponseEntity<ProblemBody> answer(
            List<Problem> problems, HttpServletRequest request, HttpHeaders headers) {
        ProblemBody body = ProblemBody.of(problems, TraceFilter.traceId(request));
        ProblemWriter.note(request, body);
        return ResponseEntity.status(body.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
