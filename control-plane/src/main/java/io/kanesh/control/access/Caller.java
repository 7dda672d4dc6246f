package io.kanesh.control.access;

import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request; a controller method takes it as a parameter.
 *
 * @param token its id; not its secret
 * @param name of the token, for events and journals
 * @param project the only project it may see; null for a token of the whole installation
 */
public record Caller(
        TokenId token, String name, Role role, @Nullable ProjectId project) {

    /** Whether the caller may do in that project what needs this role. */
    public boolean may(Role needed, ProjectId where) {
        return sees(where) && role.includes(needed);
    }

    /** Whether the caller may know that the project exists. */
    public boolean sees(ProjectId where) {
        return project == null || project.equals(where);
    }

    /** @throws ProblemException 404 for a foreign project, 403 for a role that is too low */
    public void require(Role needed, ProjectId where) {
        if (!sees(where)) {
            throw new ProblemException(Answers.notFound("project", where.value()));
        }
        requireRole(needed);
    }

    /**
     * For what belongs to no project.
     *
     * @throws ProblemException 403 for a project's token or a role that is too low
     */
    public void requireInstallation(Role needed) {
        if (project != null) {
            throw new ProblemException(Problem.of(
                    "installation-token-required",
                    Kind.FORBIDDEN,
                    "This concerns the whole installation, and the token '" + name + "' counts for one project only."));
        }
        requireRole(needed);
    }

    private void requireRole(Role needed) {
        if (!role.includes(needed)) {
            throw new ProblemException(Problem.of(
                            "role-too-low",
                            Kind.FORBIDDEN,
                            "This needs the role " + needed + ", and the token '" + name + "' has the role " + role
                                    + ".")
                    .withHint("Ask an owner for a token with the role " + needed + "."));
        }
    }
}
