package io.kanesh.kms.aws;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyState;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The one place where an error of AWS gets its class. By name, so that an SDK without a type for it makes no difference. */
final class AwsFaults {

    private static final Map<String, FaultClass> BY_CODE = Map.ofEntries(
            Map.entry("AccessDeniedException", FaultClass.REVOKED),
            Map.entry("AccessDenied", FaultClass.REVOKED),
            Map.entry("DisabledException", FaultClass.REVOKED),
            Map.entry("NotFoundException", FaultClass.REVOKED),
            Map.entry("ThrottlingException", FaultClass.OUTAGE),
            Map.entry("LimitExceededException", FaultClass.OUTAGE),
            Map.entry("DependencyTimeoutException", FaultClass.OUTAGE),
            Map.entry("KMSInternalException", FaultClass.OUTAGE),
            Map.entry("KeyUnavailableException", FaultClass.OUTAGE),
            Map.entry("ServiceUnavailable", FaultClass.OUTAGE),
            Map.entry("InternalFailure", FaultClass.OUTAGE),
            Map.entry("ExpiredTokenException", FaultClass.OURS),
            Map.entry("ExpiredToken", FaultClass.OURS),
            Map.entry("InvalidSignatureException", FaultClass.OURS),
            Map.entry("SignatureDoesNotMatch", FaultClass.OURS),
            Map.entry("IncompleteSignature", FaultClass.OURS),
            Map.entry("IncompleteSignatureException", FaultClass.OURS),
            Map.entry("RequestExpired", FaultClass.OURS),
            Map.entry("UnrecognizedClientException", FaultClass.OURS),
            Map.entry("InvalidClientTokenId", FaultClass.OURS),
            Map.entry("MissingAuthenticationTokenException", FaultClass.OURS),
            Map.entry("InvalidCiphertextException", FaultClass.TAMPER),
            Map.entry("IncorrectKeyException", FaultClass.TAMPER));

    private static final int FIRST_SERVER_ERROR = 500;
    private static final String INVALID_STATE = "KMSInvalidStateException";

    private AwsFaults() {}

    static String code(AwsServiceException error) {
        var details = error.awsErrorDetails();
        return details == null || details.errorCode() == null ? "HTTP " + error.statusCode() : details.errorCode();
    }

    /** Whether the class depends on what DescribeKey says. */
    static boolean dependsOnState(AwsServiceException error) {
        return code(error).equals(INVALID_STATE);
    }

    static FaultClass classify(AwsServiceException error) {
        var known = BY_CODE.get(code(error));
        if (known != null) {
            return known;
        }
        return error.statusCode() >= FIRST_SERVER_ERROR ? FaultClass.OUTAGE : FaultClass.UNCLEAR;
    }

    /** AWS writes states in camel case. */
    static KeyState state(@Nullable String name) {
        if (name == null) {
            return KeyState.UNKNOWN;
        }
        var ours = name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
        for (var state : KeyState.values()) {
            if (state.name().equals(ours)) {
                return state;
            }
        }
        return KeyState.UNKNOWN;
    }
}
