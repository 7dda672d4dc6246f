package io.kanesh.control.keys.control;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.DrillReport;
import io.kanesh.control.keys.KeyDeletion;
import io.kanesh.control.keys.KeyPolicy;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where keys are kept. Every method joins the caller's transaction. */
public interface KeyStore {

    /** What came of keeping a key. */
    enum Kept {
        YES,
        NAME_TAKEN,
        URI_TAKEN
    }

    Kept insert(Cmk key);

    Optional<Cmk> find(KeyId id);

    /** Whether any project has registered the key of this name. */
    boolean isRegistered(String uri);

    Optional<Cmk> madeFor(ClusterId cluster);

    /** At most {@code limit} keys with ids above {@code after}, by id. */
    List<Cmk> page(ProjectId project, @Nullable String after, int limit);

    List<Cmk> all(ProjectId project);

    /** Changes a key under its row's lock; empty when it is gone. The name must be free. */
    Optional<Cmk> change(KeyId id, UnaryOperator<Cmk> change);

    boolean nameTaken(ProjectId project, String name);

    void remove(KeyId id);

    KeyPolicy policy(ProjectId project);

    void savePolicy(ProjectId project, KeyPolicy policy);

    void saveDrill(DrillReport drill);

    Optional<DrillReport> drill(String id);

    /** The newest first. */
    List<DrillReport> drills(KeyId key, int limit);

    void saveDeletion(KeyDeletion deletion);

    /** At most {@code limit} proofs of keys with ids above {@code after}, by id. */
    List<KeyDeletion> deletions(ProjectId project, @Nullable String after, int limit);
}
