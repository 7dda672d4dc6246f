package io.kanesh.control.access.control;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.IdentityProvider.GroupRole;
import io.kanesh.control.access.IdentityProviders;
import io.kanesh.control.access.Level;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.ResourceChanged;
import io.kanesh.control.web.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Identity providers, kept. The provider is asked before a transaction begins: it may take its time. */
@Component
class KeptIdentityProviders implements IdentityProviders {
    private final IdentityProviderStore store;
    private final OrganizationStore organizations;
    private final Discovery discovery;
    private final ProjectDirectory projects;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    KeptIdentityProviders(
            IdentityProviderStore store,
            OrganizationStore organizations,
            Discovery discovery,
            ObjectProvider<ProjectDirectory> projects,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.store = store;
        this.organizations = organizations;
        this.discovery = discovery;
        this.projects = new LateProjects(projects);
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public Optional<IdentityProvider> find(OrganizationId organization) {
        return store.find(organization);
    }

    @Override
    public Answer<IdentityProvider> put(IdentityProvider provider) {
        if (organizations.find(provider.organization()).isEmpty()) {
            return Answer.refused(KeptOrganizations.notFound(provider.organization()));
        }
        for (int i = 0; i < provider.groupRoles().size(); i++) {
            var refusal = refusal(provider, i);
            if (refusal.isPresent()) {
                return Answer.refused(refusal.get());
            }
        }
        try {
            discovery.of(provider);
        } catch (ProblemException unreadable) {
            return Answer.refused(unreadable.problems());
        }
        boolean kept = Boolean.TRUE.equals(transaction.execute(status -> {
            if (organizations.lock(provider.organization()).isEmpty()) {
                return false; // it was deleted while its provider was asked
            }
            var before = store.find(provider.organization()).orElse(null);
            store.put(provider);
            changed(before, provider, "IdentityProviderChanged", "People sign in through " + provider.issuer() + ".");
            return true;
        }));
        return kept
                ? Answer.of(store.find(provider.organization()).orElseThrow())
                : Answer.refused(KeptOrganizations.notFound(provider.organization()));
    }

    /** A provider of one organization gives nothing in another. */
    private Optional<Problem> refusal(IdentityProvider provider, int index) {
        GroupRole mapping = provider.groupRoles().get(index);
        ProjectId project = mapping.project();
        if (!mapping.role().fits(project == null ? Level.ORGANIZATION : Level.PROJECT)) {
            return Optional.of(Problem.invalid(
                    "groupRoles[" + index + "].role",
                    "role-level-wrong",
                    "The role " + mapping.role() + " is of an organization.",
                    "Leave projectId out, or give another role."));
        }
        if (project == null
                || projects.organizationOf(project)
                        .filter(provider.organization()::equals)
                        .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Problem.invalid(
                "groupRoles[" + index + "].projectId",
                "project-unknown",
                "The organization has no project " + project.value() + ".",
                "GET /api/v1/projects lists them."));
    }

    @Override
    public void delete(OrganizationId organization) {
        transaction.executeWithoutResult(status -> store.find(organization).ifPresent(provider -> {
            store.delete(organization);
            changed(
                    provider,
                    null,
                    "IdentityProviderRemoved",
                    "Nobody signs in through " + provider.issuer() + " any more.");
        }));
    }

    private void changed(
            @Nullable IdentityProvider before, @Nullable IdentityProvider after, String reason, String message) {
        var organization =
                Objects.requireNonNull(after == null ? before : after).organization();
        String was = before == null ? null : before.clientSecret();
        events.publishEvent(new ResourceChanged("identity-provider", organization.value(), null, null, reason, message)
                .in(organization)
                .from(Told.of(before, was), Told.of(after, was)));
    }

    /** What the trail says of a provider: that its secret is there and whether it is another one, never the secret. */
    private record Told(
            String issuer,
            String clientId,
            String audience,
            String groupsClaim,
            List<GroupRole> groupRoles,
            boolean hasClientSecret,
            boolean clientSecretReplaced) {
        static @Nullable Told of(@Nullable IdentityProvider provider, @Nullable String secretBefore) {
            return provider == null
                    ? null
                    : new Told(
                            provider.issuer(),
                            provider.clientId(),
                            provider.audience(),
                            provider.groupsClaim(),
                            provider.groupRoles(),
                            provider.clientSecret() != null,
                            !Objects.equals(provider.clientSecret(), secretBefore));
        }
    }
}
