package io.kanesh.control.keys.control;

import io.kanesh.control.keys.Advice;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.CmkStatus;
import io.kanesh.control.keys.DrillReport;
import io.kanesh.control.keys.GrantText;
import io.kanesh.control.keys.KeyAction;
import io.kanesh.control.keys.KeyDeletion;
import io.kanesh.control.keys.KeyOnboarding;
import io.kanesh.control.keys.KeyPolicy;
import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.keys.Keys;
import io.kanesh.control.keys.planning.Grants;
import io.kanesh.control.keys.planning.KeyRules;
import io.kanesh.control.keys.planning.Onboardings;
import io.kanesh.control.keys.planning.ProbeAdvice;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import io.kanesh.kms.KeyReference;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keys, kept; each change is one transaction with its event. What needs a KMS or a node is {@link KeyWork}'s. */
@Component
class KeptKeys implements Keys {
    private static final int DRILLS = 20;

    private final KeyStore store;
    private final KeyWork work;
    private final UsedKeys users;
    private final UseCollector collector;
    private final KeyUseStore uses;
    private final Deletions deletions;
    private final KeySettings settings;
    private final OwnMasterKey masterKey;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    KeptKeys(
            KeyStore store,
            KeyWork work,
            UsedKeys users,
            UseCollector collector,
            KeyUseStore uses,
            Deletions deletions,
            KeySettings settings,
            OwnMasterKey masterKey,
            IdSource ids,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.work = work;
        this.users = users;
        this.collector = collector;
        this.uses = uses;
        this.deletions = deletions;
        this.settings = settings;
        this.masterKey = masterKey;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    @Override
    @Transactional
    public Answer<KeyView> register(ProjectId project, KeyDraft draft, String requestedBy) {
        return KeyRules.check(draft).flatMap(masterKey::apart).flatMap(wanted -> {
            Instant now = now();
            var key = new Cmk(
                    new KeyId(ids.next(KeyId.PREFIX)),
                    project,
                    wanted.name(),
                    wanted.description(),
                    wanted.reference(),
                    null,
                    false,
                    CmkStatus.registered(now),
                    1,
                    requestedBy,
                    now,
                    now);
            return switch (store.insert(key)) {
                case NAME_TAKEN -> Answer.refused(nameTaken(wanted.name().value()));
                case URI_TAKEN ->
                    Answer.refused(
                            Problem.of("key-already-registered", Kind.CONFLICT, "The project has this key already.")
                                    .withField("uri"));
                case YES -> {
                    publish(
                            null,
                            key,
                            "KeyRegistered",
                            "Key '" + wanted.name().value() + "' was registered by " + requestedBy + ".");
                    yield Answer.of(view(key));
                }
            };
        });
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<KeyView> find(ProjectId project, KeyId id) {
        return store.find(id).filter(key -> key.project().equals(project)).map(this::view);
    }

    @Override
    @Transactional(readOnly = true)
    public Page<KeyView> list(ProjectId project, Page.Request page) {
        List<Cmk> found = store.page(project, page.after(), page.size() + 1);
        return Page.of(found, page, key -> key.id().value()).map(this::view);
    }

    @Override
    @Transactional
    public Answer<KeyView> change(
            ProjectId project, KeyId id, @Nullable String name, @Nullable String description, long seen) {
        return current(project, id, seen).flatMap(view -> {
            Cmk key = view.key();
            return KeyRules.checkNames(name, description, key.reference()).flatMap(wanted -> {
                boolean isSame = wanted.name().equals(key.name());
                if (isSame && wanted.description().equals(key.description())) {
                    return Answer.of(view);
                }
                if (!isSame && store.nameTaken(project, wanted.name().value())) {
                    return Answer.refused(nameTaken(wanted.name().value()));
                }
                return store.change(id, kept -> kept.renamed(wanted.name(), wanted.description(), now()))
                        .map(changed -> {
                            publish(
                                    key,
                                    changed,
                                    "KeyChanged",
                                    "Key '" + changed.name().value() + "' was described anew.");
                            return Answer.of(view(changed));
                        })
                        .orElseGet(() -> Answer.refused(notFound(id)));
            });
        });
    }

    @Override
    @Transactional
    public Answer<KeyDeletion> delete(ProjectId project, KeyId id, long seen, String requestedBy) {
        return current(project, id, seen)
                .flatMap(view -> allowed(view, KeyAction.DELETE))
                .map(view -> {
                    KeyDeletion proof = deletions.prove(view.key(), requestedBy);
                    store.remove(id);
                    publish(
                            view.key(),
                            null,
                            "KeyDeleted",
                            "Key '" + view.key().name().value() + "' was deleted by " + requestedBy
                                    + "; nothing depended on it.");
                    return proof;
                });
    }

    @Override
    @Transactional(readOnly = true)
    public Page<KeyDeletion> deletions(ProjectId project, Page.Request page) {
        return Page.of(
                store.deletions(project, page.after(), page.size() + 1),
                page,
                deletion -> deletion.key().value());
    }

    @Override
    public Answer<GrantText> grantText(ProjectId project, @Nullable String provider, @Nullable String uri) {
        var problems = new ArrayList<Problem>();
        KeyReference reference = KeyRules.reference(provider, uri, problems);
        if (reference == null || !problems.isEmpty()) {
            return Answer.refused(problems);
        }
        return principal(project, reference).map(principal -> Grants.of(reference, principal, project));
    }

    @Override
    public List<KeyOnboarding> onboardings(ProjectId project) {
        return Stream.of(KeyProvider.values())
                .map(provider -> Onboardings.of(provider, settings.identities(), project))
                .toList();
    }

    private Answer<String> principal(ProjectId project, KeyReference reference) {
        return settings.identities().principal(KeyProvider.of(reference), project);
    }

    @Override
    public List<Advice> advice(Cmk key) {
        String principal =
                principal(key.project(), key.reference()).match(found -> found, problems -> "the node's identity");
        return key.status().probes().stream()
                .map(result -> ProbeAdvice.of(result, key.reference(), principal, key.project()))
                .toList();
    }

    @Override
    public Answer<KeyView> check(ProjectId project, KeyId id) {
        return known(project, id)
                .flatMap(view -> allowed(view, KeyAction.CHECK))
                .flatMap(view -> work.check(view.key()))
                .map(this::view);
    }

    @Override
    public Answer<OperationId> rotate(ProjectId project, KeyId id, String requestedBy) {
        return known(project, id)
                .flatMap(view -> allowed(view, KeyAction.ROTATE))
                .flatMap(view -> work.rotate(view.key(), requestedBy));
    }

    @Override
    public Answer<KeyView> revoke(ProjectId project, KeyId id, String requestedBy) {
        return known(project, id)
                .flatMap(view -> allowed(view, KeyAction.REVOKE))
                .flatMap(view -> work.lock(view.key(), true, requestedBy))
                .map(this::view);
    }

    @Override
    public Answer<KeyView> restore(ProjectId project, KeyId id, String requestedBy) {
        return known(project, id)
                .flatMap(view -> allowed(view, KeyAction.RESTORE))
                .flatMap(view -> work.lock(view.key(), false, requestedBy))
                .map(this::view);
    }

    @Override
    public Answer<OperationId> drill(ProjectId project, KeyId id, DrillDraft draft, String requestedBy) {
        return known(project, id)
                .flatMap(view -> allowed(view, KeyAction.DRILL))
                .flatMap(view -> work.drill(view.key(), draft, requestedBy));
    }

    @Override
    public KeyUse.Found accesses(KeyId id, KeyUse.Filter filter, int limit) {
        Set<NodeId> nodes = Set.copyOf(users.nodes(id));
        List<String> silent = collector.catchUp(nodes);
        return store.find(id)
                .map(key -> new KeyUse.Found(uses.find(key, filter.of(nodes), limit), silent))
                .orElse(new KeyUse.Found(List.of(), silent));
    }

    @Override
    public void readAccesses(KeyId id, KeyUse.Filter filter, Consumer<KeyUse> reader) {
        Set<NodeId> nodes = Set.copyOf(users.nodes(id));
        store.find(id).ifPresent(key -> uses.read(key, filter.of(nodes), reader));
    }

    @Override
    public List<DrillReport> drills(KeyId id) {
        return store.drills(id, DRILLS);
    }

    @Override
    public KeyPolicy policy(ProjectId project) {
        return store.policy(project);
    }

    @Override
    @Transactional
    public KeyPolicy demand(ProjectId project, KeyPolicy policy, String requestedBy) {
        KeyPolicy before = store.policy(project);
        store.savePolicy(project, policy);
        events.publishEvent(new ResourceChanged(
                        "project",
                        project.value(),
                        project,
                        null,
                        "KeyPolicyChanged",
                        "From now on " + requestedBy + " demands of every cluster: "
                                + (policy.customerKeysOnly() ? "a key of one's own" : "any key") + ", "
                                + (policy.aes256Only() ? "AES-256." : "AES-128 or AES-256."))
                .from(before, policy));
        return policy;
    }

    private KeyView view(Cmk key) {
        return new KeyView(key, users.dependents(key.id()));
    }

    private Answer<KeyView> known(ProjectId project, KeyId id) {
        return find(project, id).map(Answer::of).orElseGet(() -> Answer.refused(notFound(id)));
    }

    private Answer<KeyView> current(ProjectId project, KeyId id, long seen) {
        return known(project, id)
                .flatMap(view -> view.key().generation() == seen
                        ? Answer.of(view)
                        : Answer.refused(Problem.of(
                                "stale-version", Kind.STALE, "The key has changed meanwhile; nothing was done.")));
    }

    private static Answer<KeyView> allowed(KeyView view, KeyAction action) {
        return action.refusal(view.key(), view.dependents())
                .<Answer<KeyView>>map(Answer::refused)
                .orElseGet(() -> Answer.of(view));
    }

    private Instant now() {
        // The database keeps microseconds; an answer must not have more than the next reading.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void publish(@Nullable Cmk before, @Nullable Cmk after, String reason, String message) {
        events.publishEvent(KeyAsked.change(before, after, reason, message));
    }

    private static Problem notFound(KeyId id) {
        return Problem.of(
                "key-not-found", Kind.NOT_FOUND, "There is no key " + id.value() + ", or this token may not see it.");
    }

    private static Problem nameTaken(String name) {
        return Problem.of("key-name-taken", Kind.CONFLICT, "The project has a key called '" + name + "' already.")
                .withField("name")
                .withHint("Choose another name.");
    }
}
