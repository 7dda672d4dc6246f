package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.AdminRole;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterAction;
import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.Clusters;
import io.kanesh.control.cluster.FirstUsers.Hashed;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.cluster.planning.ChangeRules;
import io.kanesh.control.cluster.planning.CidrRules;
import io.kanesh.control.cluster.planning.ClusterPlanner;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.cluster.planning.SpecRules;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Generation;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes wishes down and starts the operations that fulfil them, each wish in one transaction. */
@Component
class StoredClusters implements Clusters {
    private static final int CQL_PORT = 9042;

    private final ClusterStore store;
    private final ClusterOperations operations;
    private final CatalogOffer offer;
    private final ClusterRoom room;
    private final UsualDurations durations;
    private final ClusterTrust trust;
    private final ClusterKeys keys;
    private final Passwords passwords;
    private final CreationUsers creationUsers;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    StoredClusters(
            ClusterStore store,
            ClusterOperations operations,
            CatalogOffer offer,
            ClusterRoom room,
            UsualDurations durations,
            ClusterTrust trust,
            ClusterKeys keys,
            Passwords passwords,
            CreationUsers creationUsers,
            IdSource ids,
            InstantSource clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.store = store;
        this.operations = operations;
        this.offer = offer;
        this.room = room;
        this.durations = durations;
        this.trust = trust;
        this.keys = keys;
        this.passwords = passwords;
        this.creationUsers = creationUsers;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public Answer<Preview> preview(ProjectId project, ClusterDraft draft, List<@Nullable UserDraft> users) {
        return check(project, draft, users, newKey())
                .flatMap(spec -> nameIsFree(project, spec))
                .flatMap(spec -> plan(spec)
                        .map(plan -> Previews.of(spec, plan, durations.secondsOf(plan))
                                .and(CreationUsers.changes(users))));
    }

    private Answer<ClusterSpec> check(
            ProjectId project, ClusterDraft draft, List<@Nullable UserDraft> users, KeyId ownKey) {
        var spec = SpecRules.check(draft, offer.current(), keys.offer(project, ownKey), null);
        return creationUsers.check(spec, users).flatMap(room::check);
    }

    private Answer<ClusterSpec> nameIsFree(ProjectId project, ClusterSpec spec) {
        return store.nameTaken(project, spec.name()) ? Answer.refused(nameTaken(spec)) : Answer.of(spec);
    }

    private Answer<ClusterPlan> plan(ClusterSpec spec) {
        return ClusterPlanner.creation(spec, offer.current())
                .match(
                        converged -> {
                            throw new IllegalStateException("a new cluster has something to do");
                        },
                        blocked -> Answer.refused(Problem.of("cannot-be-planned", Kind.CONFLICT, blocked.message())),
                        Answer::of);
    }

    @Override
    public Answer<Created> create(
            ProjectId project, ClusterDraft draft, List<@Nullable UserDraft> users, String requestedBy) {
        KeyId ownKey = newKey();
        return check(project, draft, users, ownKey)
                .flatMap(spec -> plan(spec).flatMap(plan -> {
                    String password = passwords.next();
                    // Outside the transaction: hashing takes tens of milliseconds on purpose.
                    var admin = new AdminRole(AdminRole.DEFAULT_NAME, passwords.hash(password));
                    List<Hashed> hashed = creationUsers.hash(users);
                    Cluster cluster = newCluster(project, spec, admin, requestedBy);
                    return inTransaction(() -> insertAndStart(cluster, ownKey, hashed, plan))
                            .map(run -> new Created(view(cluster), run, password, CreationUsers.secrets(hashed)));
                }));
    }

    private Cluster newCluster(ProjectId project, ClusterSpec spec, AdminRole admin, String requestedBy) {
        var now = clock.instant();
        return new Cluster(
                new ClusterId(ids.next(ClusterId.PREFIX)),
                project,
                spec,
                false,
                new Generation(1),
                ClusterStatus.unobserved(),
                admin,
                requestedBy,
                now,
                now);
    }

    /** The id of a provider-managed key that a cluster would have. */
    private KeyId newKey() {
        return new KeyId(ids.next(KeyId.PREFIX));
    }

    private Answer<OperationId> insertAndStart(Cluster cluster, KeyId ownKey, List<Hashed> users, ClusterPlan plan) {
        if (!store.insert(cluster)) {
            return Answer.refused(nameTaken(cluster.spec()));
        }
        creationUsers.keep(cluster.id(), users);
        String requestedBy = cluster.createdBy();
        if (cluster.spec().keys().contains(ownKey)) {
            String region = cluster.spec().dataCenters().get(0).region();
            keys.reserve(cluster.project(), cluster.id(), ownKey, name(cluster), region, requestedBy);
        }
        publish(
                cluster,
                null,
                "ClusterRequested",
                "Cluster '" + name(cluster) + "' was asked for by " + requestedBy + CreationUsers.words(users) + ".");
        return operations.start(cluster, plan, requestedBy);
    }

    @Override
    public Optional<ClusterView> find(ProjectId project, ClusterId id) {
        return store.find(id)
                .filter(cluster -> cluster.project().equals(project))
                .map(this::view);
    }

    @Override
    public Page<ClusterView> list(ProjectId project, ClusterFilter filter, Page.Request page) {
        return ClusterSearch.search((after, limit) -> store.page(project, after, limit), this::view, filter, page);
    }

    @Override
    public Answer<Preview> previewUpdate(ProjectId project, ClusterId id, ClusterDraft wanted, long seen) {
        return current(project, id, seen, ClusterAction.UPDATE)
                .flatMap(view -> changed(view, wanted)
                        .map(changed -> Previews.ofChange(view.cluster().spec(), changed.spec())));
    }

    @Override
    public Answer<ClusterView> update(
            ProjectId project, ClusterId id, ClusterDraft wanted, long seen, String requestedBy) {
        return inTransaction(() -> current(project, id, seen, ClusterAction.UPDATE)
                .flatMap(view -> changed(view, wanted).flatMap(changed -> {
                    if (changed.equals(view.cluster())) {
                        return Answer.of(view);
                    }
                    String message = "Cluster '" + name(changed) + "' was changed by " + requestedBy + ".";
                    return save(changed, "ClusterChanged", message)
                            .flatMap(saved -> operations.changeKeys(view.cluster(), saved, requestedBy))
                            .map(this::view);
                })));
    }

    @Override
    public Answer<ClusterView> admit(
            ProjectId project, ClusterId id, List<String> allowedCidrs, long seen, String requestedBy) {
        return checkCidrs(allowedCidrs)
                .flatMap(cidrs -> inTransaction(() -> current(project, id, seen, ClusterAction.UPDATE)
                        .flatMap(view -> {
                            Cluster cluster = view.cluster();
                            if (cluster.spec().allowedCidrs().equals(cidrs)) {
                                return Answer.of(view);
                            }
                            String message = requestedBy + " lets clients of cluster '" + name(cluster)
                                    + "' connect from " + (cidrs.isEmpty() ? "nowhere" : String.join(", ", cidrs))
                                    + ".";
                            Cluster changed =
                                    cluster.changedTo(cluster.spec().withAllowedCidrs(cidrs), clock.instant());
                            return save(changed, "ClusterAccessChanged", message)
                                    .map(this::view);
                        })));
    }

    @Override
    public Answer<List<String>> checkCidrs(List<String> allowedCidrs) {
        return CidrRules.check(allowedCidrs);
    }

    /** The cluster as it would be; itself when nothing differs. */
    private Answer<Cluster> changed(ClusterView view, ClusterDraft wanted) {
        Cluster cluster = view.cluster();
        KeyId ownKey = keys.providerKey(cluster.id())
                .map(Cmk::id)
                .orElse(cluster.spec().encryption().keyId());
        var offered = keys.offer(cluster.project(), ownKey);
        return SpecRules.check(wanted, offer.current(), offered, cluster.spec()).flatMap(spec -> {
            if (cluster.spec().equals(spec)) {
                return Answer.of(cluster);
            }
            List<Problem> problems = ChangeRules.check(cluster.spec(), spec);
            if (!problems.isEmpty()) {
                return Answer.refused(problems);
            }
            boolean isRenamed = !cluster.spec().name().equals(spec.name());
            return isRenamed && store.nameTaken(cluster.project(), spec.name())
                    ? Answer.refused(nameTaken(spec))
                    : Answer.of(cluster.changedTo(spec, clock.instant()));
        });
    }

    @Override
    public Answer<Preview> previewDeletion(ProjectId project, ClusterId id, long seen) {
        return current(project, id, seen, ClusterAction.DELETE).map(view -> {
            Cluster cluster = view.cluster();
            ClusterPlan plan = deletionOf(cluster);
            return Previews.of(cluster.spec(), plan, durations.secondsOf(plan));
        });
    }

    private static ClusterPlan deletionOf(Cluster cluster) {
        boolean wasMade = cluster.status().isMade();
        return ClusterPlanner.deletionOf(
                cluster.spec(), wasMade ? cluster.status().nodesTotal() : 0);
    }

    @Override
    public Answer<ClusterView> delete(ProjectId project, ClusterId id, long seen, String requestedBy) {
        return inTransaction(() -> current(project, id, seen, ClusterAction.DELETE)
                .flatMap(view -> save(
                        view.cluster().toBeDeleted(clock.instant()),
                        "ClusterDeletionRequested",
                        "The deletion of cluster '" + name(view.cluster()) + "' was asked for by " + requestedBy + "."))
                .flatMap(cluster -> operations
                        .start(cluster, deletionOf(cluster), requestedBy)
                        .map(operation -> view(cluster))));
    }

    @Override
    public Optional<Connection> connection(ProjectId project, ClusterId id) {
        return find(project, id)
                .map(view ->
                        new Connection(view, CQL_PORT, view.cluster().admin().name(), trust.caPem(id)));
    }

    private Answer<ClusterView> current(ProjectId project, ClusterId id, long seen, ClusterAction action) {
        ClusterView view = find(project, id).orElse(null);
        if (view == null) {
            return Answer.refused(Problem.of(
                    "cluster-not-found",
                    Kind.NOT_FOUND,
                    "There is no cluster " + id.value() + ", or this token may not see it."));
        }
        if (view.cluster().generation().value() != seen) {
            return Answer.refused(stale());
        }
        return action.refusal(view.cluster(), view.run())
                .<Answer<ClusterView>>map(Answer::refused)
                .orElseGet(() -> Answer.of(view));
    }

    private Answer<Cluster> save(Cluster changed, String reason, String message) {
        ClusterSpec before = store.find(changed.id()).map(Cluster::spec).orElse(null);
        return switch (store.saveSpec(changed)) {
            case STALE -> Answer.refused(stale());
            case NAME_TAKEN -> Answer.refused(nameTaken(changed.spec()));
            case YES -> {
                publish(changed, before, reason, message);
                yield Answer.of(changed);
            }
        };
    }

    private <T> Answer<T> inTransaction(Supplier<Answer<T>> work) {
        Answer<T> answer = transaction.execute(status -> {
            Answer<T> result = work.get();
            // A refusal may come after something was written; it must leave nothing.
            result.match(value -> false, problems -> {
                status.setRollbackOnly();
                return true;
            });
            return result;
        });
        if (answer == null) {
            throw new IllegalStateException("a transaction without an answer");
        }
        return answer;
    }

    private ClusterView view(Cluster cluster) {
        return operations.view(cluster);
    }

    private void publish(Cluster cluster, @Nullable ClusterSpec before, String reason, String message) {
        events.publishEvent(new ResourceChanged(
                        ClusterOperations.SUBJECT_TYPE,
                        cluster.id().value(),
                        cluster.project(),
                        cluster.id().value(),
                        reason,
                        message)
                .from(before, cluster.spec()));
    }

    private static String name(Cluster cluster) {
        return cluster.spec().name().value();
    }

    private static Problem nameTaken(ClusterSpec spec) {
        return new Problem(
                "cluster-name-taken",
                Kind.CONFLICT,
                "The project has a cluster called '" + spec.name().value() + "' already.",
                "name",
                "Choose another name; the name of a cluster is free again when its deletion has ended.",
                Map.of());
    }

    private static Problem stale() {
        return Problem.of("stale-version", Kind.STALE, "The cluster has changed meanwhile; nothing was done.")
                .withHint("Read it again, look at what changed, and send its new ETag.");
    }
}
