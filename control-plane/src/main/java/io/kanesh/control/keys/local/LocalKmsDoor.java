package io.kanesh.control.keys.local;

import io.kanesh.control.shared.KaneshHome;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The owner's side of the local KMS: keys, grants and identities, never the use of a key. Every method may be repeated; each throws
 * {@link UncheckedIOException} when the local KMS cannot be reached.
 */
@Component
public class LocalKmsDoor {
    private final KaneshHome home;
    private volatile @Nullable LocalKmsAdmin known;

    LocalKmsDoor(KaneshHome home) {
        this.home = home;
    }

    /** Where it listens now. */
    public URI address() {
        return admin().address();
    }

    private LocalKmsAdmin admin() {
        try {
            var address = URI.create(Files.readString(home.localKms().resolve(LocalKmsServer.ADDRESS_FILE))
                    .strip());
            LocalKmsAdmin present = known;
            if (present == null || !present.address().equals(address)) {
                present = LocalKmsAdmin.of(address, home.localKms());
                known = present;
            }
            return present;
        } catch (IOException notStarted) {
            throw new UncheckedIOException("The local KMS has not started yet", notStarted);
        }
    }

    /** Makes a key for the identities of one project in contexts of one cluster. */
    public void make(KeyReference key, String principal, Map<String, String> context) {
        LocalKmsAdmin admin = admin();
        if (find(admin, key).isEmpty()) {
            admin.createKey(key);
        }
        admin.setGrants(key, List.of(new Grant(principal, Grant.ALL, context)));
    }

    public void setState(KeyReference key, KeyState state) {
        LocalKmsAdmin admin = admin();
        if (find(admin, key).stream()
                .anyMatch(known -> known.state() != state && known.state() != KeyState.DESTROYED)) {
            admin.setState(key, state);
        }
    }

    /** Destroys the material of a key in every region; what it wrapped can never be opened again. */
    public void destroyEverywhere(String keyId) {
        LocalKmsAdmin admin = admin();
        for (LocalKmsAdmin.Key key : admin.keys()) {
            boolean isIt = key.reference() instanceof KeyReference.Local local
                    && local.keyId().equals(keyId);
            if (isIt && key.state() != KeyState.DESTROYED) {
                admin.setState(key.reference(), KeyState.DESTROYED);
            }
        }
    }

    /** Sets the state of a key in every region. */
    public void setStateEverywhere(String keyId, KeyState state) {
        for (LocalKmsAdmin.Key key : admin().keys()) {
            if (key.reference() instanceof KeyReference.Local local
                    && local.keyId().equals(keyId)) {
                setState(key.reference(), state);
            }
        }
    }

    /** Of its material; 0 when there is no such key. */
    public int versions(KeyReference key) {
        return find(admin(), key).stream()
                .mapToInt(LocalKmsAdmin.Key::versions)
                .findFirst()
                .orElse(0);
    }

    public void rotate(KeyReference key) {
        admin().rotate(key);
    }

    /** The name's secret, fresh each time; an older one is worthless from then on. */
    public String identity(String principal) {
        return admin().createIdentity(principal);
    }

    public void forget(String principal) {
        admin().deleteIdentity(principal);
    }

    private static List<LocalKmsAdmin.Key> find(LocalKmsAdmin admin, KeyReference key) {
        Predicate<LocalKmsAdmin.Key> isIt = known -> known.reference().equals(key);
        return admin.keys().stream().filter(isIt).toList();
    }
}
