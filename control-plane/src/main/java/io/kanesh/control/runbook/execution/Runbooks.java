package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Runbook;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every declared runbook, by name. */
public final class Runbooks {
    private final Map<String, Declaration<?>> byName = new TreeMap<>();

    /** @throws IllegalStateException when a declaration is wrong or two runbooks have one name */
    public Runbooks(Collection<? extends Runbook<?>> runbooks) {
        for (Runbook<?> runbook : runbooks) {
            Declaration<?> declaration = Declaration.of(runbook);
            if (byName.putIfAbsent(declaration.name(), declaration) != null) {
                throw new IllegalStateException("Two runbooks are called " + declaration.name());
            }
        }
    }

    public Optional<Declaration<?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalArgumentException when there is none */
    public Declaration<?> get(String name) {
        Declaration<?> found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No runbook is called " + name);
        }
        return found;
    }

    /** @throws IllegalArgumentException when that class is not declared */
    public Declaration<?> get(Class<?> runbookClass) {
        return byName.values().stream()
                .filter(declaration -> runbookClass.isInstance(declaration.runbook()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(runbookClass.getName() + " is not declared"));
    }

    public Collection<Declaration<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }
}
