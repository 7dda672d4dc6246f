package io.kanesh.kms.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyState;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one place where an error of Google gets its class. */
final class GoogleFaults {

    /** The service's own words, e.g. "… is not enabled, current state is: DISABLED." */
    private static final Pattern STATE = Pattern.compile("current state is: ([A-Z_]+)");

    private GoogleFaults() {}

    /** Whether the class depends on the state of the key's version. */
    static boolean dependsOnState(ApiException error) {
        return error.getStatusCode().getCode() == StatusCode.Code.FAILED_PRECONDITION;
    }

    /** The state, when the refusal itself tells it. */
    static Optional<KeyState> stateIn(ApiException error) {
        var found = STATE.matcher(String.valueOf(error.getMessage()));
        if (!found.find()) {
            return Optional.empty();
        }
        for (var state : CryptoKeyVersionState.values()) {
            if (state.name().equals(found.group(1))) {
                return Optional.of(state(state));
            }
        }
        return Optional.of(KeyState.UNKNOWN);
    }

    static FaultClass classify(ApiException error) {
        return switch (error.getStatusCode().getCode()) {
            case PERMISSION_DENIED, NOT_FOUND -> FaultClass.REVOKED;
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, CANCELLED -> FaultClass.OUTAGE;
            case UNAUTHENTICATED -> FaultClass.OURS;
            case INVALID_ARGUMENT -> FaultClass.TAMPER;
            default -> FaultClass.UNCLEAR;
        };
    }

    static KeyState state(CryptoKeyVersionState state) {
        return switch (state) {
            case ENABLED -> KeyState.ENABLED;
            case DISABLED -> KeyState.DISABLED;
            case DESTROY_SCHEDULED -> KeyState.PENDING_DELETION;
            case DESTROYED, EXTERNAL_DESTRUCTION_FAILED, PENDING_EXTERNAL_DESTRUCTION -> KeyState.DESTROYED;
            case PENDING_GENERATION -> KeyState.CREATING;
            case PENDING_IMPORT -> KeyState.PENDING_IMPORT;
            case IMPORT_FAILED, GENERATION_FAILED, CRYPTO_KEY_VERSION_STATE_UNSPECIFIED, UNRECOGNIZED ->
                KeyState.UNKNOWN;
        };
    }
}
