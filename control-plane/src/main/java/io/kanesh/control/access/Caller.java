package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ProblemException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request; a controller method takes it as a parameter.
 *
 * @param id of the token or person: what the trail and the rate limit know the caller by
 * @param name for events, journals and messages
 * @param grants its roles, wherever it has any
 * @param scopes the only permissions that count of those roles; null for all of them
 * @param projects where projects belong
 */
public record Caller(
        String id, String name, Set<Grant> grants, @Nullable Set<Permission> scopes, ProjectDirectory projects) {
    /** The request's attribute that holds its caller, for whoever stands outside of the security chain. */
    public static final String ATTRIBUTE = Caller.class.getName();

    public Caller {
        grants = Set.copyOf(grants);
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    /** Whether the caller may do in that project what needs this. */
    public boolean may(Permission needed, ProjectId where) {
        return has(needed, grantsIn(where));
    }

    /** Whether the caller may do in that organization what needs this. */
    public boolean may(Permission needed, OrganizationId where) {
        return has(needed, grantsIn(where));
    }

    /** Whether the caller may do to the whole installation what needs this. */
    public boolean mayEverywhere(Permission needed) {
        return has(needed, grantsEverywhere());
    }

    /** Whether the caller may know that the project exists. */
    public boolean sees(ProjectId where) {
        return grantsIn(where).stream().anyMatch(grant -> grant.role().has(Permission.VIEW, grant.level()));
    }

    /** Whether the caller may know that the organization exists. */
    public boolean sees(OrganizationId where) {
        return !grantsIn(where).isEmpty();
    }

    /** @throws ProblemException 404 for a project that the caller may not know of, 403 without the permission */
    public void require(Permission needed, ProjectId where) {
        if (!sees(where)) {
            throw new ProblemException(Answers.notFound("project", where.value()));
        }
        refuse(whyNot(needed, where));
    }

    /** @throws ProblemException 404 for an organization that the caller may not know of, 403 without the permission */
    public void require(Permission needed, OrganizationId where) {
        if (!sees(where)) {
            throw new ProblemException(Answers.notFound("organization", where.value()));
        }
        refuse(whyNot(needed, grantsIn(where)));
    }

    /**
     * For what belongs to no project and no organization.
     *
     * @throws ProblemException 403 without the permission for the whole installation
     */
    public void requireEverywhere(Permission needed) {
        if (grantsEverywhere().isEmpty()) {
            throw new ProblemException(Problem.of(
                    "installation-token-required",
                    Kind.FORBIDDEN,
                    "This concerns the whole installation, and '" + name + "' has roles in a part of it only."));
        }
        refuse(whyNot(needed, grantsEverywhere()));
    }

    /** Why the caller may not do that in a project that it sees: the same words in a refusal and in allowedActions. */
    public Optional<Problem> whyNot(Permission needed, ProjectId where) {
        return whyNot(needed, grantsIn(where));
    }

    /** The only projects that the caller may see; null for all. */
    public @Nullable Set<ProjectId> visibleProjects() {
        var visible = new HashSet<ProjectId>();
        for (Grant grant : grants) {
            if (!grant.role().has(Permission.VIEW, grant.level())) {
                continue;
            }
            if (grant.project() != null) {
                visible.add(grant.project());
            } else if (grant.organization() != null) {
                visible.addAll(projects.projectsOf(grant.organization()));
            } else {
                return null;
            }
        }
        return visible;
    }

    /** The organizations in which the caller has a role; for one with a role everywhere only those named besides. */
    public Set<OrganizationId> ownOrganizations() {
        return grants.stream()
                .map(Grant::organization)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Collection<Grant> grantsIn(ProjectId where) {
        return grants.stream().filter(grant -> grant.covers(where, projects)).toList();
    }

    private Collection<Grant> grantsIn(OrganizationId where) {
        return grants.stream().filter(grant -> grant.covers(where)).toList();
    }

    private Collection<Grant> grantsEverywhere() {
        return grants.stream()
                .filter(grant -> grant.level() == Level.INSTALLATION)
                .toList();
    }

    private boolean has(Permission needed, Collection<Grant> there) {
        return whyNot(needed, there).isEmpty();
    }

    private Optional<Problem> whyNot(Permission needed, Collection<Grant> there) {
        if (there.stream().noneMatch(grant -> grant.role().has(needed, grant.level()))) {
            return Optional.of(roleTooLow(needed, there));
        }
        // Looking is the least that a token is for; scopes narrow what it may do.
        if (scopes != null && needed != Permission.VIEW && !scopes.contains(needed)) {
            return Optional.of(Problem.of(
                            "scope-missing",
                            Kind.FORBIDDEN,
                            "The token of '" + name + "' was made for other things than to " + needed.words() + ".")
                    .withHint("It needs the scope " + needed + "; make a token with it."));
        }
        return Optional.empty();
    }

    private Problem roleTooLow(Permission needed, Collection<Grant> there) {
        String able = Role.with(needed).stream().map(Role::name).collect(Collectors.joining(" or "));
        String has = there.stream().map(grant -> grant.role().name()).sorted().collect(Collectors.joining(", "));
        return Problem.of(
                        "role-too-low",
                        Kind.FORBIDDEN,
                        "To " + needed.words() + " needs the role " + able + ", and '" + name + "' has "
                                + (has.isEmpty() ? "none" : has) + " here.")
                .withHint("Ask an owner for that role.");
    }

    private static void refuse(Optional<Problem> why) {
        why.ifPresent(problem -> {
            throw new ProblemException(List.of(problem));
        });
    }
}
