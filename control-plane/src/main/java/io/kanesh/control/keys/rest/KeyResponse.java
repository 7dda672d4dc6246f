package io.kanesh.control.keys.rest;

import io.kanesh.control.keys.Advice;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.Dependent;
import io.kanesh.control.keys.KeyCause;
import io.kanesh.control.keys.KeyPhase;
import io.kanesh.control.keys.Keys.KeyView;
import io.kanesh.kms.ProbeResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A master key: what was registered, what was last seen of it, and what may be done. */
@Schema(name = "KeyResponse")
record KeyResponse(
        String id,
        String projectId,
        String name,
        String description,

        @Schema(allowableValues = {"aws", "gcp", "local"}) String provider,

        String uri,
        String region,

        @Schema(description = "made by us for one cluster, and deleted with it")
        boolean providerManaged,

        @Schema(description = "of a provider-managed key") @Nullable
        String clusterId,

        KeyPhase phase,
        Instant since,

        @Schema(description = "when its KMS last gave a good answer") @Nullable
        Instant lastGoodAt,

        @Schema(description = "revoked from here; restore takes it back")
        boolean revoked,

        @Nullable CauseResponse cause,

        @Schema(description = "what to do next; null when nothing is") @Nullable
        String whatToDo,

        List<KeyConditionResponse> conditions,
        List<KeyActionResponse> allowedActions,

        @Schema(description = "nodes whose data need it") int dependentNodes,

        @Nullable Instant checkedAt,

        @Schema(description = "of the last check, in their order")
        List<ProbeResponse> probes,

        long generation,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** Why it is not ACTIVE, in the KMS's own words. */
    @Schema(name = "KeyCauseResponse")
    record CauseResponse(
            @Schema(
                    description =
                            "REVOKED, OUTAGE, OURS, TAMPER, UNCLEAR; empty when the KMS's answer itself was wrong")
            String faultClass,

            String code,
            String message,

            @Schema(description = "to find the call in the KMS's own log")
            String kmsRequestId) {
        static @Nullable CauseResponse from(@Nullable KeyCause cause) {
            return cause == null
                    ? null
                    : new CauseResponse(cause.faultClass(), cause.code(), cause.message(), cause.requestId());
        }
    }

    /** One thing that is so or not. */
    @Schema(name = "KeyConditionResponse")
    record KeyConditionResponse(
            @Schema(allowableValues = {"Usable", "Validated", "Revoked"})
            String type,

            @Schema(allowableValues = {"True", "False", "Unknown"})
            String status,

            String reason,
            String message,
            Instant since) {}

    /** What may be done now. */
    @Schema(name = "KeyActionResponse")
    record KeyActionResponse(
            @Schema(allowableValues = {"update", "check", "rotate", "revoke", "restore", "drill", "delete"})
            String action,

            boolean allowed,
            @Nullable String reason) {}

    /** One probe of a check. */
    @Schema(name = "ProbeResponse")
    record ProbeResponse(
            ProbeResult.Step step,
            ProbeResult.Verdict verdict,

            @Schema(description = "what it showed, for the key's owner")
            String sentence,

            @Schema(description = "exactly what to run or paste; null when nothing has to be changed") @Nullable
            String patch,

            String code,

            @Schema(description = "the KMS's own words") String message,

            String kmsRequestId) {
        static ProbeResponse from(Advice advice) {
            ProbeResult result = advice.result();
            return new ProbeResponse(
                    result.step(),
                    result.verdict(),
                    advice.sentence(),
                    advice.patch(),
                    result.code(),
                    result.words(),
                    result.requestId());
        }
    }

    static KeyResponse from(KeyView view, List<Advice> advice) {
        Cmk key = view.key();
        var cluster = key.madeFor();
        var status = key.status();
        return new KeyResponse(
                key.id().value(),
                key.project().value(),
                key.name().value(),
                key.description(),
                key.provider().word(),
                key.reference().uri(),
                key.reference().region(),
                key.providerManaged(),
                cluster == null ? null : cluster.value(),
                key.phase(),
                key.locked() ? key.updatedAt() : status.since(),
                status.lastGoodAt(),
                key.locked(),
                CauseResponse.from(status.cause()),
                KeyStateWords.whatToDo(key),
                KeyStateWords.conditions(key),
                view.permissions().stream()
                        .map(permission -> new KeyActionResponse(
                                permission.action().name().toLowerCase(Locale.ROOT),
                                permission.reason() == null,
                                permission.reason()))
                        .toList(),
                (int) view.dependents().stream()
                        .map(Dependent::nodeId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                status.checkedAt(),
                advice.stream().map(ProbeResponse::from).toList(),
                key.generation(),
                key.createdBy(),
                key.createdAt(),
                key.updatedAt());
    }
}
