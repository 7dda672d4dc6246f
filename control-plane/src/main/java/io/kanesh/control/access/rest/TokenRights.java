package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Tokens.Wanted;
import io.kanesh.control.access.Tokens.Where;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tokens somebody may make, see and revoke: those that count only where they own, with no more than they have. */
final class TokenRights {
    private TokenRights() {}

    /**
     * What the caller's list of tokens is about; null: everything.
     *
     * @throws ProblemException 403 for one who owns nothing
     */
    static @Nullable Where reach(Caller caller) {
        if (caller.mayEverywhere(Permission.ADMINISTER_INSTALLATION)) {
            return null;
        }
        var visible = caller.visibleProjects();
        var reach = new Where(
                visible == null
                        ? java.util.Set.of()
                        : visible.stream()
                                .filter(project -> caller.may(Permission.ADMINISTER_PROJECT, project))
                                .collect(Collectors.toSet()),
                caller.ownOrganizations().stream()
                        .filter(organization -> caller.may(Permission.ADMINISTER_ORGANIZATION, organization))
                        .collect(Collectors.toSet()));
        if (reach.projects().isEmpty() && reach.organizations().isEmpty()) {
            throw notAnOwner(caller);
        }
        return reach;
    }

    static boolean mayHandle(Caller caller, Grant grant) {
        if (grant.project() != null) {
            return caller.may(Permission.ADMINISTER_PROJECT, grant.project());
        }
        return grant.organization() != null
                ? caller.may(Permission.ADMINISTER_ORGANIZATION, grant.organization())
                : caller.mayEverywhere(Permission.ADMINISTER_INSTALLATION);
    }

    /** @throws ProblemException 403, 404 or 422, when the token would reach further than the caller */
    static void requireToMake(Caller caller, Wanted wanted) {
        Grant grant = wanted.grant();
        if (grant.project() != null) {
            caller.require(Permission.ADMINISTER_PROJECT, grant.project());
        } else if (grant.organization() != null) {
            caller.require(Permission.ADMINISTER_ORGANIZATION, grant.organization());
        } else if (reach(caller) != null) {
            throw new ProblemException(Problem.invalid(
                    "projectId",
                    "token-beyond-own",
                    "You own a part of this installation, and this token would be for all of it.",
                    "Give the projectId or organizationId of what you own; GET /api/v1/me says what that is."));
        }
        var own = caller.scopes();
        if (own != null && (wanted.scopes() == null || !own.containsAll(wanted.scopes()))) {
            throw new ProblemException(Problem.invalid(
                    "scopes",
                    "scopes-beyond-own",
                    "The token that asks has fewer scopes than the one asked for would have.",
                    "Give scopes among " + own.stream().sorted().toList() + "."));
        }
    }

    private static ProblemException notAnOwner(Caller caller) {
        return new ProblemException(Problem.of(
                "role-too-low",
                Kind.FORBIDDEN,
                "Tokens are an owner's business, and '" + caller.name() + "' owns no project and no organization."));
    }
}
