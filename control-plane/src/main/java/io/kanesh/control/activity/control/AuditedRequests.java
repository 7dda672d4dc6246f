package io.kanesh.control.activity.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.OperationTable;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.activity.AuditEntry;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes every request that would change something, and every refusal, into the trail. Stands before the security chain, so
 * that it hears of those who are not let in.
 */
@Component
@Order(-110)
class AuditedRequests extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedRequests.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> REFUSED_READING = Set.of(400, 401, 403, 404, 429);
    /** What agents report is no change that anybody asked for; that one was turned away is worth an entry. */
    private static final String AGENTS = "/agent/";

    private static final int LONGEST_PATH = 300;

    private final AuditWriter writer;
    private final ProjectDirectory projects;
    private final InstantSource clock;
    private final RefusalBudget budget = new RefusalBudget();

    AuditedRequests(AuditWriter writer, ProjectDirectory projects, InstantSource clock) {
        this.writer = writer;
        this.projects = projects;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/auth/") && !path.startsWith(AGENTS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            record(request, response.getStatus());
        }
    }

    private void record(HttpServletRequest request, int status) {
        boolean reading = READING.contains(request.getMethod());
        if (reading ? !REFUSED_READING.contains(status) : status < 400 && changesNothing(request)) {
            return;
        }
        Actor actor = Actor.of(request);
        int repeated = 0;
        if (status >= 400) {
            repeated = budget.take(actor.id() == null ? "address " + actor.address() : actor.id(), clock.instant());
            if (repeated < 0) {
                return;
            }
        }
        try {
            writer.write(entry(request, status, actor, repeated));
        } catch (DataAccessException | TransactionException fault) {
            // The change itself has its own entry in its own transaction; what is lost here is the request around it.
            LOG.error("A request is missing in the audit trail: {} {}", request.getMethod(), status, fault);
        }
    }

    private static boolean changesNothing(HttpServletRequest request) {
        return "true".equals(request.getParameter("dryRun"))
                || request.getRequestURI().equals("/api/v1/pricing:estimate")
                || request.getRequestURI().startsWith(AGENTS);
    }

    private AuditEntry entry(HttpServletRequest request, int status, Actor actor, int repeated) {
        Map<?, ?> variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> map
                        ? map
                        : Map.of();
        ProjectId project = project(variables, actor.caller());
        String path = request.getRequestURI();
        return new AuditEntry(
                "REQUEST",
                actor.id(),
                actor.name(),
                actor.roles(),
                actor.address(),
                actor.requestId(),
                request.getAttribute(OperationTable.ATTRIBUTE) instanceof String operation ? operation : null,
                request.getMethod(),
                path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path,
                status,
                status < 400 ? "DONE" : status < 500 ? "REFUSED" : "FAILED",
                ProblemWriter.codeOf(request),
                repeated == 0 ? null : repeated,
                null,
                null,
                project == null ? null : project.value(),
                organization(variables, project, actor.caller()),
                variables.get("cluster") instanceof String cluster ? cluster : null,
                null,
                null,
                null,
                null);
    }

    /** The project of the path, when the caller may know of it: others' guesses are not news of that project. */
    private static @Nullable ProjectId project(Map<?, ?> variables, @Nullable Caller caller) {
        if (caller == null || !(variables.get("project") instanceof String text)) {
            return null;
        }
        try {
            var project = new ProjectId(text);
            return caller.sees(project) ? project : null;
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private @Nullable String organization(Map<?, ?> variables, @Nullable ProjectId project, @Nullable Caller caller) {
        if (project != null) {
            return projects.organizationOf(project).map(OrganizationId::value).orElse(null);
        }
        if (caller == null) {
            return null;
        }
        if (variables.get("organization") instanceof String text
                && caller.ownOrganizations().stream()
                        .anyMatch(own -> own.value().equals(text))) {
            return text;
        }
        var own = caller.ownOrganizations();
        return own.size() == 1 ? own.iterator().next().value() : null;
    }
}
