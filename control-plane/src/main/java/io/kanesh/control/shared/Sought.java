package io.kanesh.control.shared;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for, and where that caller may look.
 *
 * @param text a part of a name or id, in small letters; each character stands for itself
 * @param projects the only ones that may be looked into; null for all
 * @param organizations the only ones that may be shown; null for all
 * @param limit how many are wanted at most
 */
public record Sought(
        String text,
        @Nullable Set<ProjectId> projects,
        @Nullable Set<OrganizationId> organizations,
        int limit) {
    private static final Pattern ANY_OF_AN_ID = Pattern.compile("[0-9a-hjkmnp-tv-z]{0,26}");

    public Sought {
        projects = projects == null ? null : Set.copyOf(projects);
        organizations = organizations == null ? null : Set.copyOf(organizations);
    }

    public boolean inEveryProject() {
        return projects == null;
    }

    public boolean inEveryOrganization() {
        return organizations == null;
    }

    /** Without meaning when it is {@link #inEveryProject()}. */
    public List<String> projectIds() {
        return projects == null
                ? List.of()
                : projects.stream().map(ProjectId::value).toList();
    }

    /** Without meaning when it is {@link #inEveryOrganization()}. */
    public List<String> organizationIds() {
        return organizations == null
                ? List.of()
                : organizations.stream().map(OrganizationId::value).toList();
    }

    /** Whether an id with this prefix may have the text in it: most words have a letter that no id has. */
    public boolean mayBePartOfId(String prefix) {
        String head = prefix + "_";
        for (int i = 0; i <= head.length(); i++) {
            String rest = head.substring(i);
            if (rest.startsWith(text)) {
                return true;
            }
            if (text.startsWith(rest)
                    && ANY_OF_AN_ID.matcher(text.substring(rest.length())).matches()) {
                return true;
            }
        }
        return false;
    }
}
