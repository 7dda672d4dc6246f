package io.kanesh.control.runbook.execution;

import java.util.function.Supplier;

/** Does several things in one transaction, the caller's where there is one. */
@FunctionalInterface
public interface Atomically {

    <T> T run(Supplier<T> work);
}
