package io.kanesh.control.keys.control;

import io.kanesh.control.keys.planning.KeyRules.Wanted;
import io.kanesh.control.secrets.InstallationSecrets;
import io.kanesh.control.secrets.SecretsFault;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import org.springframework.stereotype.Component;

/**
 * Keeps the master key of the installation's own secrets apart from those of clusters: a node that may use it could open the
 * control plane's database.
 */
@Component
class OwnMasterKey {
    private final String uri;

    /** @throws SecretsFault when the key that the operator names is a cluster's already */
    OwnMasterKey(InstallationSecrets secrets, KeyStore store) {
        this.uri = secrets.masterKey();
        if (store.isRegistered(uri)) {
            throw new SecretsFault("KANESH_SECRETS_KEY names " + uri
                    + ", which is registered as a key of clusters: whoever has it there could open the secrets of the"
                    + " control plane. Name a key that nothing else uses.");
        }
    }

    /** Refuses it as a key of clusters. */
    Answer<Wanted> apart(Wanted wanted) {
        return wanted.reference().uri().equals(uri)
                ? Answer.refused(Problem.invalid(
                        "uri",
                        "key-is-installations",
                        "This key wraps the secrets of the control plane, and no node may have it.",
                        "Register a key of your own."))
                : Answer.of(wanted);
    }
}
