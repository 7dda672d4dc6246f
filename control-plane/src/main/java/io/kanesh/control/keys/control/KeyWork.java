package io.kanesh.control.keys.control;

import io.kanesh.agent.api.Encryption.Drill;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.DrillKeyInput;
import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.keys.Keys.DrillDraft;
import io.kanesh.control.keys.RotateKeyInput;
import io.kanesh.control.keys.local.LocalKmsDoor;
import io.kanesh.control.keys.local.ProbeProcess;
import io.kanesh.control.keys.planning.KeyPhases;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What is done with a key outside of our own database: at its KMS, and at the nodes that use it. */
@Component
class KeyWork {
    private static final Duration SHORTEST_DRILL = Duration.ofMinutes(1);
    private static final int LONGEST_DRILL_MINUTES = 60;
    private static final int USUAL_DRILL_MINUTES = 15;
    private static final String DEADLINE_MILLIS = "5000";

    private final KeyStore store;
    private final UsedKeys users;
    private final LocalKmsDoor localKms;
    private final ProbeProcess probes;
    private final KeySettings settings;
    private final Runs runs;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    KeyWork(
            KeyStore store,
            UsedKeys users,
            LocalKmsDoor localKms,
            ProbeProcess probes,
            KeySettings settings,
            Runs runs,
            InstantSource clock,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.store = store;
        this.users = users;
        this.localKms = localKms;
        this.probes = probes;
        this.settings = settings;
        this.runs = runs;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    Answer<Cmk> check(Cmk key) {
        return settings.identities()
                .principal(key.provider(), key.project())
                .flatMap(principal -> probe(key, principal))
                .flatMap(results -> kept(store.change(
                                key.id(),
                                before -> before.with(KeyPhases.after(
                                        before.status(),
                                        results,
                                        clock.instant().truncatedTo(ChronoUnit.MICROS))))
                        .orElse(null)))
                .map(after -> {
                    tell(new ResourceChanged(
                            "key", after.id().value(), after.project(), null, "KeyChecked", KeyWords.phase(after)));
                    return after;
                });
    }

    private Answer<List<ProbeResult>> probe(Cmk key, String principal) {
        String local = key.project().value() + "/probe-" + key.id().value();
        boolean isLocal = key.provider() == KeyProvider.LOCAL;
        try {
            Map<String, String> identity = isLocal
                    ? Map.of(
                            "address",
                            localKms.address().toString(),
                            "principal",
                            local,
                            "secret",
                            localKms.identity(local),
                            "deadlineMillis",
                            DEADLINE_MILLIS)
                    : settings.cloud(key.provider(), key.project(), "probe", principal);
            List<ProbeResult> results = probes.probe(key.reference(), identity, context(key));
            if (isLocal) {
                localKms.forget(local);
            }
            return Answer.of(results);
        } catch (UncheckedIOException unreachable) {
            return Answer.refused(localKmsAway());
        } catch (IOException noProbe) {
            return Answer.refused(
                    Problem.of("probe-not-possible", Kind.UNAVAILABLE, String.valueOf(noProbe.getMessage())));
        }
    }

    private static Map<String, String> context(Cmk key) {
        ClusterId cluster = key.madeFor();
        return Map.of(
                "kanesh:product", "kanesh",
                "kanesh:purpose", "probe",
                "kanesh:project", key.project().value(),
                "kanesh:cluster", cluster == null ? "none" : cluster.value(),
                "kanesh:version", "1");
    }

    Answer<OperationId> rotate(Cmk key, String requestedBy) {
        try {
            int versions = key.provider() == KeyProvider.LOCAL ? localKms.versions(key.reference()) : 0;
            var input = new RotateKeyInput(
                    key.id().value(),
                    key.project().value(),
                    versions,
                    clock.instant().toEpochMilli());
            return started(RotateKeyInput.RUNBOOK, key, input, requestedBy);
        } catch (UncheckedIOException unreachable) {
            return Answer.refused(localKmsAway());
        }
    }

    /**
     * The wish is kept first: nodes are told of it again by whoever looks after them, so that a crash in between loses nothing.
     */
    Answer<Cmk> lock(Cmk key, boolean locked, String requestedBy) {
        Answer<Cmk> changed = kept(store.change(
                        key.id(),
                        before -> before.locked(locked, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .orElse(null));
        return changed.flatMap(after -> {
            // Also when what follows fails: the wish is kept, and is carried out later.
            tell(KeyAsked.change(
                    key,
                    after,
                    locked ? "KeyRevoked" : "KeyRestored",
                    "Key '" + after.name().value() + "' was " + (locked ? "revoked" : "restored") + " by " + requestedBy
                            + "."));
            try {
                users.each(user -> user.lock(key.id(), locked));
                switchOver(after, locked ? KeyState.DISABLED : KeyState.ENABLED);
                users.each(user -> user.hint(key.id()));
            } catch (UncheckedIOException unreachable) {
                return Answer.refused(localKmsAway());
            }
            return Answer.of(after);
        });
    }

    /** In the KMS itself, where the key is ours to switch: one of the local KMS. */
    private void switchOver(Cmk key, KeyState state) {
        if (key.reference() instanceof KeyReference.Local local) {
            if (key.providerManaged()) {
                localKms.setStateEverywhere(local.keyId(), state);
            } else {
                localKms.setState(local, state);
            }
        }
    }

    Answer<OperationId> drill(Cmk key, DrillDraft draft, String requestedBy) {
        String kind = draft.kind();
        if (kind == null
                || Stream.of(Drill.Kind.values())
                        .noneMatch(known -> known.name().equals(kind))) {
            return Answer.refused(Problem.invalid(
                    "kind", "drill-kind-unknown", "There is no such drill.", "DISABLED, DENIED or UNREACHABLE."));
        }
        int minutes = Objects.requireNonNullElse(draft.minutes(), USUAL_DRILL_MINUTES);
        if (minutes < SHORTEST_DRILL.toMinutes() || minutes > LONGEST_DRILL_MINUTES) {
            return Answer.refused(Problem.invalid(
                    "minutes",
                    "drill-minutes-out-of-range",
                    "A drill takes 1 to " + LONGEST_DRILL_MINUTES + " minutes, not " + minutes + ".",
                    "A node seals within 7 minutes: e.g. 15."));
        }
        List<String> nodes = users.nodes(key.id()).stream().map(NodeId::value).toList();
        String only = draft.nodeId();
        if (only != null && !nodes.contains(only)) {
            return Answer.refused(Problem.invalid(
                    "nodeId", "drill-node-unknown", "The key is not used by a node " + only + ".", null));
        }
        var input = new DrillKeyInput(
                key.id().value(),
                key.project().value(),
                kind,
                only == null ? nodes : List.of(only),
                clock.instant().plus(Duration.ofMinutes(minutes)).toString());
        return started(DrillKeyInput.RUNBOOK, key, input, requestedBy);
    }

    private Answer<OperationId> started(String runbook, Cmk key, Object input, String requestedBy) {
        return runs.start(
                runbook,
                new Subject("key", key.id().value()),
                input,
                new Runs.Origin(key.project(), null, requestedBy));
    }

    private static Answer<Cmk> kept(@Nullable Cmk key) {
        return key == null
                ? Answer.refused(Problem.of("key-gone", Kind.CONFLICT, "The key was deleted meanwhile."))
                : Answer.of(key);
    }

    private void tell(ResourceChanged change) {
        transaction.executeWithoutResult(status -> events.publishEvent(change));
    }

    private static Problem localKmsAway() {
        return Problem.of(
                        "local-kms-unreachable",
                        Kind.UNAVAILABLE,
                        "The local KMS of this installation does not answer.")
                .withHint("It is started again by itself; look into KANESH_HOME/kms/kms.out when it is not.");
    }
}
