package io.kanesh.control.access.control;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.access.Token;
import io.kanesh.control.access.Tokens;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tokens, kept by their hash. */
@Component
@Transactional
class KeptTokens implements Tokens {
    private final TokenStore store;
    private final IdSource ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<ProjectDirectory> projects;
    private final OrganizationStore organizations;

    KeptTokens(
            TokenStore store,
            IdSource ids,
            InstantSource clock,
            RandomGenerator random,
            ApplicationEventPublisher events,
            ObjectProvider<ProjectDirectory> projects,
            OrganizationStore organizations) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.projects = projects;
        this.organizations = organizations;
    }

    @Override
    public Answer<Created> create(Wanted wanted) {
        var now = clock.instant();
        Grant grant = wanted.grant();
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            return Answer.refused(Problem.invalid(
                    "expiresAt",
                    "expiry-passed",
                    "The token would have expired already.",
                    "Give a time in the future, e.g. "
                            + now.plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS) + "."));
        }
        if (!grant.role().fits(grant.level())) {
            return Answer.refused(Problem.invalid(
                    "role",
                    "role-level-wrong",
                    "The role " + grant.role() + " is of an organization.",
                    "Give organizationId, or another role."));
        }
        if (grant.organization() != null
                && organizations.lock(grant.organization()).isEmpty()) {
            return Answer.refused(Problem.invalid(
                    "organizationId",
                    "organization-unknown",
                    "There is no organization " + grant.organization().value() + ".",
                    "GET /api/v1/organizations lists them."));
        }
        if (grant.project() != null && !projects.getObject().exists(grant.project())) {
            return Answer.refused(Problem.invalid(
                    "projectId",
                    "project-unknown",
                    "There is no project " + grant.project().value() + ".",
                    "GET /api/v1/projects lists them."));
        }
        return Answer.of(add(wanted, TokenSecret.make(random)));
    }

    /** @param secret from whom it must be kept: everybody but the one it is for */
    Created add(Wanted wanted, String secret) {
        // The database keeps microseconds; an answer must not have more than the next reading.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var token = new Token(
                new TokenId(ids.next(TokenId.PREFIX)),
                wanted.name(),
                wanted.grant(),
                wanted.account(),
                wanted.scopes(),
                now,
                wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                0);
        store.add(token, TokenSecret.hash(secret));
        changed(
                null,
                token,
                "TokenCreated",
                "Token " + token.name() + " was created with the role "
                        + token.grant().role() + ".");
        return new Created(token, secret);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Token> find(TokenId id) {
        return store.find(id);
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Token> list(@Nullable Where where, Filter filter, Page.Request page) {
        return Page.of(
                store.list(where, filter, page), page, token -> token.id().value());
    }

    @Override
    public Answer<Created> rotate(TokenId id, Duration overlap) {
        var now = clock.instant();
        Optional<Token> found = store.find(id);
        if (found.isEmpty()) {
            return Answer.refused(
                    Problem.of("token-not-found", Kind.NOT_FOUND, "There is no token " + id.value() + "."));
        }
        if (found.get().isExpired(now)) {
            return Answer.refused(Problem.of(
                            "token-ended",
                            Kind.CONFLICT,
                            "This token expired at " + found.get().expiresAt() + "; a new secret would be for nothing.")
                    .withHint("Make a new token."));
        }
        String secret = TokenSecret.make(random);
        Token token =
                store.rotate(id, TokenSecret.hash(secret), now.plus(overlap).truncatedTo(ChronoUnit.MICROS));
        changed(
                found.get(),
                token,
                "TokenRotated",
                "Token " + token.name() + " has a new secret; the one before counts until " + token.previousUntil()
                        + ".");
        return Answer.of(new Created(token, secret));
    }

    @Override
    public void revoke(TokenId id) {
        store.find(id).ifPresent(token -> revoke(token, token.grant().organization(), "was revoked."));
    }

    /** @param organization whose it is, also when the project that tells is gone */
    private void revoke(Token token, @Nullable OrganizationId organization, String words) {
        store.delete(token.id());
        events.publishEvent(change(token, "TokenRevoked", "Token " + token.name() + " " + words)
                .in(organization)
                .from(token, null));
    }

    /** A service account's tokens go with it, each with its own entry in the trail. */
    void revokeOf(ServiceAccountId account) {
        store.ofAccount(account)
                .forEach(token -> revoke(token, token.grant().organization(), "was revoked with its service account."));
    }

    /** A token for a project that is gone would be for nothing; its id is never used again. */
    @EventListener
    void projectDeleted(ResourceChanged change) {
        if (change.reason().equals("ProjectDeleted") && change.project() != null) {
            store.ofProject(change.project())
                    .forEach(token -> revoke(token, change.organization(), "was revoked with its project."));
        }
    }

    private void changed(@Nullable Token before, Token after, String reason, String message) {
        events.publishEvent(
                change(after, reason, message).in(after.grant().organization()).from(before, after));
    }

    private static ResourceChanged change(Token token, String reason, String message) {
        return new ResourceChanged("token", token.id().value(), token.grant().project(), null, reason, message);
    }
}
