package io.kanesh.control.node.runbooks;

import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.node.control.Afterwards;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** A run that waits for a node looks again as soon as there is news of it. */
@Component
class NodeRunWaker {
    private final ObjectProvider<Runs> runs;
    private final Afterwards afterwards;

    NodeRunWaker(ObjectProvider<Runs> runs, Afterwards afterwards) {
        this.runs = runs;
        this.afterwards = afterwards;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void observed(NodeObserved news) {
        var subject = new Subject("node", news.node().value());
        afterwards.run("waking the run of " + subject.id(), () -> runs.ifAvailable(known -> known.wake(subject)));
    }
}
