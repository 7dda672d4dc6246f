package io.kanesh.control.runbook;

import io.kanesh.control.runbook.Steps.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the steps of one {@link ProbeRunbook} run do, and what they have done. */
public final class ProbeWorld {
    private static final Map<String, ProbeWorld> WORLDS = new ConcurrentHashMap<>();

    private final Map<String, Step<ProbeRunbook.Input>> scripts = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<StepContext<ProbeRunbook.Input>> contexts = new CopyOnWriteArrayList<>();

    /** The world with this name; runs find it by their input. */
    public static ProbeWorld named(String name) {
        return WORLDS.computeIfAbsent(name, ignored -> new ProbeWorld());
    }

    /** Scripts a step; without a script it is done at once. Undos are called {@code undo-…}. */
    public ProbeWorld on(String step, Step<ProbeRunbook.Input> script) {
        scripts.put(step, script);
        return this;
    }

    Outcome perform(String step, StepContext<ProbeRunbook.Input> context) {
        events.add(step);
        contexts.add(context);
        return scripts.getOrDefault(step, ignored -> Outcome.done()).run(context);
    }

    /** Names of the steps attempted, in order. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** What each attempt was given. */
    public List<StepContext<ProbeRunbook.Input>> contexts() {
        return List.copyOf(contexts);
    }
}
