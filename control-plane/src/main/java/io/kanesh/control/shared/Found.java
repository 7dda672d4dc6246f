package io.kanesh.control.shared;

import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found: enough to name it and to go there.
 *
 * @param name what people call it; null where it has an id only
 * @param organization to which it belongs; null where that is its project's
 * @param project in which it is; null outside of every project
 * @param cluster of which it is a part; null when it is none
 */
public record Found(
        Type type,
        String id,
        @Nullable String name,
        @Nullable OrganizationId organization,
        @Nullable ProjectId project,
        @Nullable ClusterId cluster) {

    /** In the order in which an answer has them. */
    public enum Type {
        CLUSTER,
        KEY,
        PROJECT,
        ORGANIZATION,
        NODE,
        OPERATION
    }

    /** Something that people gave a name to, in a project. */
    public static Found inProject(Type type, String id, String name, String project) {
        return new Found(type, id, name, null, new ProjectId(project), null);
    }
}
