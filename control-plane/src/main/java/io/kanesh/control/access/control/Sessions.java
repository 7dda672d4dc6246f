package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Grant;
import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.Person;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.access.Token;
import io.kanesh.control.access.control.SessionStore.Session;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.PersonId;
import io.kanesh.control.shared.Id.TokenId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions at the console. Whoever holds one is asked for again at each request: a session ends with its token, and a
 * person's roles are those of the moment.
 */
@Component
@Transactional
public class Sessions {
    /** A working day and a bit: who comes back tomorrow signs in again. */
    static final Duration LASTS = Duration.ofHours(12);

    private final SessionStore store;
    private final TokenStore tokens;
    private final TokenCheck check;
    private final PersonStore people;
    private final MemberStore members;
    private final IdentityProviderStore providers;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ProjectDirectory projects;

    Sessions(
            SessionStore store,
            TokenStore tokens,
            TokenCheck check,
            PersonStore people,
            MemberStore members,
            IdentityProviderStore providers,
            InstantSource clock,
            RandomGenerator random,
            ObjectProvider<ProjectDirectory> projects) {
        this.store = store;
        this.tokens = tokens;
        this.check = check;
        this.people = people;
        this.members = members;
        this.providers = providers;
        this.clock = clock;
        this.random = random;
        this.projects = new LateProjects(projects);
    }

    /** For whom the token is. @throws TokenCheck.Refused as a bearer of it would be refused */
    public String begin(String tokenSecret) {
        Token token = check.tokenOf(tokenSecret);
        return begin(token.id(), null, null, Set.of());
    }

    /** For a person that an organization's provider vouched for. */
    String begin(Person person, OrganizationId organization, Set<String> groups) {
        return begin(null, person.id(), organization, groups);
    }

    private String begin(
            @org.jspecify.annotations.Nullable TokenId token,
            @org.jspecify.annotations.Nullable PersonId person,
            @org.jspecify.annotations.Nullable OrganizationId organization,
            Set<String> groups) {
        var now = clock.instant();
        store.deleteExpired(now);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        store.add(TokenSecret.hash(secret), new Session(token, person, organization, groups, now, now.plus(LASTS)));
        return secret;
    }

    /** Who it is now; empty when the session has ended, by itself or with what it was for. */
    @Transactional(readOnly = true)
    public Optional<Caller> callerOf(String secret) {
        return store.find(TokenSecret.hash(secret), clock.instant()).flatMap(this::caller);
    }

    private Optional<Caller> caller(Session session) {
        if (session.token() != null) {
            return tokens.find(session.token())
                    .filter(token -> !token.isExpired(clock.instant()))
                    .map(check::callerOf);
        }
        var person = session.person();
        var organization = session.organization();
        if (person == null || organization == null) {
            return Optional.empty();
        }
        // A provider that the organization has taken away vouches for nobody any more.
        return providers
                .find(organization)
                .flatMap(provider -> people.find(person).map(found -> callerOf(found, provider, session.groups())));
    }

    Caller callerOf(Person person, IdentityProvider provider, Set<String> groups) {
        Set<Grant> grants = new HashSet<>(members.grantsOf(person.id().value()));
        grants.addAll(provider.grants(groups));
        return new Caller(person.id().value(), person.name(), grants, null, projects);
    }

    public void end(String secret) {
        store.delete(TokenSecret.hash(secret));
    }

    /** What the console sends with each change, and another site cannot know. */
    public static String csrfToken(String secret) {
        return HexFormat.of().formatHex(TokenSecret.hash("csrf " + secret)).substring(0, 32);
    }

    static boolean isCsrfToken(String secret, String given) {
        return MessageDigest.isEqual(
                csrfToken(secret).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                given.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
