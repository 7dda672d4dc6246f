package io.kanesh.kms.envelope.calls;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.GeneratedKey;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsReceipt;
import io.kanesh.kms.UnwrappedKey;
import io.kanesh.kms.envelope.audit.AuditEntry;
import io.kanesh.kms.envelope.audit.AuditTrail;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes every call and its outcome into the audit trail. When the line cannot be written, the key is wiped, not handed out. */
public final class AuditedKms extends DecoratedKms {

    private final AuditTrail trail;
    private final String node;
    private final String reason;

    /** @param reason why this client calls: start, validate, rotate, rewrap, … One client for each. */
    public AuditedKms(Kms inner, AuditTrail trail, String node, String reason) {
        super(inner);
        this.trail = trail;
        this.node = node;
        this.reason = reason;
    }

    @Override
    <T> T around(String operation, KeyReference key, Supplier<T> call, Function<T, KmsReceipt> receipt) {
        T answer;
        try {
            answer = call.get();
        } catch (KmsFault fault) {
            write(
                    operation,
                    key,
                    new KmsReceipt(fault.requestId(), ""),
                    fault.faultClass().name());
            throw fault;
        }
        try {
            write(operation, key, receipt.apply(answer), "OK");
            return answer;
        } catch (KmsFault unwritable) {
            wipe(answer);
            throw unwritable;
        }
    }

    private void write(String operation, KeyReference key, KmsReceipt receipt, String outcome) {
        try {
            trail.append(new AuditEntry(
                    node, operation, key.uri(), receipt.keyVersion(), receipt.requestId(), "", "", reason, outcome));
        } catch (IOException unwritable) {
            throw new KmsFault(
                    FaultClass.OURS,
                    operation,
                    "AuditTrailUnwritable",
                    "the audit trail cannot be written, so no key is handed out: " + unwritable.getMessage(),
                    receipt.requestId(),
                    unwritable);
        }
    }

    private static void wipe(Object answer) {
        if (answer instanceof GeneratedKey generated) {
            generated.secret().destroy();
        }
        if (answer instanceof UnwrappedKey unwrapped) {
            unwrapped.secret().destroy();
        }
    }
}
