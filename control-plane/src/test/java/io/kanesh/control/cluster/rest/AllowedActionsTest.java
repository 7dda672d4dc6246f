package io.kanesh.control.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Grant;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.access.Role;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a cluster says may be done is what would be let through: state and role both count. */
class AllowedActionsTest {
    private static final ProjectDirectory NO_PROJECTS = new ProjectDirectory() {
        @Override
        public Optional<OrganizationId> organizationOf(ProjectId project) {
            return Optional.empty();
        }

        @Override
        public Set<ProjectId> projectsOf(OrganizationId organization) {
            return Set.of();
        }
    };

    @Test
    void aRoleThatOperatesNothingMayDoNothingAndHearsWhy() {
        var actions = as(Role.KEY_ADMINISTRATOR).allowedActions();
        assertThat(actions).isNotEmpty().allSatisfy(action -> {
            assertThat(action.allowed()).isFalse();
            assertThat(action.reason()).contains("OPERATOR").contains("KEY_ADMINISTRATOR");
        });
    }

    @Test
    void anOperatorMayDoWhatTheStateAllows() {
        assertThat(as(Role.OPERATOR).allowedActions())
                .anySatisfy(action -> assertThat(action.allowed()).isTrue());
    }

    private static ClusterResponse as(Role role) {
        var cluster = Samples.fresh();
        var caller =
                new Caller("tok_x", "somebody", Set.of(Grant.inProject(role, cluster.project())), null, NO_PROJECTS);
        return ClusterResponse.from(new ClusterView(cluster, null), null, caller);
    }
}
