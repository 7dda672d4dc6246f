package io.kanesh.control.runbook.testing;

import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.testing.Intercepted.Around;
import io.kanesh.control.runbook.testing.Intercepted.Kind;
import io.kanesh.control.runbook.testing.RunbookContract.World;
import io.kanesh.control.shared.Id.OperationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a runbook in a fresh world. */
final class Trial<I> {
    private final VirtualEngine engine = new VirtualEngine(1);
    private final World<I> world;
    private final Map<String, Integer> attempts = new HashMap<>();
    private @Nullable OperationId id;
    private @Nullable AssertionError broken;

    Trial(Function<VirtualEngine, World<I>> worlds) {
        world = worlds.apply(engine);
    }

    World<I> world() {
        return world;
    }

    Run run(Around<I> around) {
        List<Runbook<?>> runbooks = new ArrayList<>(world.children());
        runbooks.add(new Intercepted<>(world.runbook(), (kind, name, step, context) -> {
            if (kind == Kind.ACT) {
                attempts.merge(name, 1, Integer::sum);
            }
            return remembering(() -> around.perform(kind, name, step, context));
        }));
        engine.declare(runbooks, world.classifiers());
        var origin = new Origin(null, null, "contract");
        var started = engine.runs()
                .start(world.runbook().name(), world.subject(), Objects.requireNonNull(world.input()), origin)
                .<OperationId>match(given -> given, problems -> {
                    throw new AssertionError("not started: " + problems);
                });
        id = started;
        return engine.finish(started);
    }

    // The engine takes an assertion that fails inside a step for a fault of the step.
    private Outcome remembering(Supplier<Outcome> perform) {
        try {
            return perform.get();
        } catch (AssertionError failed) {
            broken = broken == null ? failed : broken;
            throw failed;
        }
    }

    void rethrow() {
        if (broken != null) {
            throw broken;
        }
    }

    RunRecord record() {
        return engine.journal().find(Objects.requireNonNull(id)).orElseThrow();
    }

    int attemptsOf(String action) {
        return attempts.getOrDefault(action, 0);
    }
}
