package io.kanesh.control.access.control;

import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.access.Token;
import io.kanesh.control.access.Tokens;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.ResourceChanged;
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

    KeptTokens(
            TokenStore store,
            IdSource ids,
            InstantSource clock,
            RandomGenerator random,
            ApplicationEventPublisher events,
            ObjectProvider<ProjectDirectory> projects) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.projects = projects;
    }

    @Override
    public Answer<Created> create(Wanted wanted) {
        var now = clock.instant();
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            return Answer.refused(Problem.invalid(
                    "expiresAt",
                    "expiry-passed",
                    "The token would have expired already.",
                    "Give a time in the future, e.g. "
                            + now.plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS) + "."));
        }
        if (wanted.project() != null && !projects.getObject().exists(wanted.project())) {
            return Answer.refused(Problem.invalid(
                    "projectId",
                    "project-unknown",
                    "There is no project " + wanted.project().value() + ".",
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
                wanted.role(),
                wanted.project(),
                now,
                wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS),
                null,
                0);
        store.add(token, TokenSecret.hash(secret));
        changed(token, "TokenCreated", "Token " + token.name() + " was created with the role " + token.role() + ".");
        return new Created(token, secret);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Token> find(TokenId id) {
        return store.find(id);
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Token> list(@Nullable ProjectId project, Page.Request page) {
        return Page.of(store.list(project, page), page, token -> token.id().value());
    }

    @Override
    public void revoke(TokenId id) {
        store.find(id).ifPresent(token -> {
            store.delete(id);
            changed(token, "TokenRevoked", "Token " + token.name() + " was revoked.");
        });
    }

    /** A token for a project that is gone would be for nothing; its id is never used again. */
    @EventListener
    void projectDeleted(ResourceChanged change) {
        if (change.reason().equals("ProjectDeleted") && change.project() != null) {
            store.deleteOfProject(change.project());
        }
    }

    private void changed(Token token, String reason, String message) {
        events.publishEvent(new ResourceChanged("token", token.id().value(), token.project(), null, reason, message));
    }
}
