package io.kanesh.control.node.runbooks;

import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import java.util.List;

/** The contract's world of a runbook about one node. */
abstract class NodeWorld<I> implements RunbookContract.World<I> {
    final SmallWorld small;

    NodeWorld(VirtualEngine engine) {
        small = new SmallWorld(engine);
    }

    @Override
    public final Subject subject() {
        return small.subject();
    }

    @Override
    public final Object snapshot() {
        return small.snapshot();
    }

    @Override
    public final List<FaultClassifier> classifiers() {
        return SmallWorld.classifiers();
    }
}
