package io.kanesh.control.keys.control;

import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.RotateKeyInput;
import io.kanesh.control.runbook.RunChanged;
import io.kanesh.control.shared.Id.KeyId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** A key is ROTATING while a rotation of it runs, however that ends. */
@Component
class RotationWatch {
    private final ClusterKeys keys;

    RotationWatch(ClusterKeys keys) {
        this.keys = keys;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunChanged run) {
        if (run.runbook().equals(RotateKeyInput.RUNBOOK)) {
            keys.rotating(new KeyId(run.subject().id()), run.state().isActive());
        }
    }
}
