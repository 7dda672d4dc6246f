package io.kanesh.control.keys;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The facade of this module for people: register a key, look at it, check, rotate, revoke, restore and delete it. */
public interface Keys {

    /**
     * Takes a key's name down; nothing is asked of its KMS.
     *
     * @param requestedBy name of the caller's token
     */
    Answer<KeyView> register(ProjectId project, KeyDraft draft, String requestedBy);

    Optional<KeyView> find(ProjectId project, KeyId id);

    /** In the order of their ids. */
    Page<KeyView> list(ProjectId project, Page.Request page);

    /** Changes name and description. */
    Answer<KeyView> change(ProjectId project, KeyId id, @Nullable String name, @Nullable String description, long seen);

    /** Forgets a key on which nothing depends. */
    Answer<KeyDeletion> delete(ProjectId project, KeyId id, long seen, String requestedBy);

    /** The proofs of a project's keys that are gone, in the order of their ids. */
    Page<KeyDeletion> deletions(ProjectId project, Page.Request page);

    /** Exactly what lets this project's nodes use a key. */
    Answer<GrantText> grantText(ProjectId project, @Nullable String provider, @Nullable String uri);

    /** How this project comes to use a key of its own, for each kind of KMS. */
    List<KeyOnboarding> onboardings(ProjectId project);

    /** Tries every operation that a node will need, with the project's own identity, and writes down what came of it. */
    Answer<KeyView> check(ProjectId project, KeyId id);

    /** What to do about each probe of the last check. */
    List<Advice> advice(Cmk key);

    /** New material where the key is ours to rotate; then every node wraps its key anew. */
    Answer<OperationId> rotate(ProjectId project, KeyId id, String requestedBy);

    /** Switches the data off: disables the key where that is ours to do, and seals every node that uses it. */
    Answer<KeyView> revoke(ProjectId project, KeyId id, String requestedBy);

    /** Takes back what {@link #revoke} did. */
    Answer<KeyView> restore(ProjectId project, KeyId id, String requestedBy);

    /** Rehearses the loss of a key, and its return. */
    Answer<OperationId> drill(ProjectId project, KeyId id, DrillDraft draft, String requestedBy);

    /**
     * Uses of a key, the newest first. Its nodes are asked for what is not here yet; that takes up to half a minute for one that
     * does not answer.
     */
    KeyUse.Found accesses(KeyId key, KeyUse.Filter filter, int limit);

    /** All that is kept, node by node and the oldest first. */
    void readAccesses(KeyId key, KeyUse.Filter filter, Consumer<KeyUse> reader);

    /** The newest rehearsals, the newest first. */
    List<DrillReport> drills(KeyId id);

    KeyPolicy policy(ProjectId project);

    KeyPolicy demand(ProjectId project, KeyPolicy policy, String requestedBy);

    /** What a customer wrote; nothing checked. */
    record KeyDraft(
            @Nullable String name,
            @Nullable String description,
            @Nullable String provider,
            @Nullable String uri) {}

    /**
     * @param kind DISABLED, DENIED or UNREACHABLE
     * @param nodeId only this node; null for all nodes of the key
     */
    record DrillDraft(
            @Nullable String kind,
            @Nullable String nodeId,
            @Nullable Integer minutes) {}

    /** A key with what depends on it now. */
    record KeyView(Cmk key, List<Dependent> dependents) {
        public List<KeyAction.Permission> permissions() {
            return KeyAction.permissions(key, dependents);
        }
    }
}
