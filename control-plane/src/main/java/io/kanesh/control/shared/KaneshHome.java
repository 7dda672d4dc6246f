package io.kanesh.control.shared;

import java.nio.file.Path;

/** Where an installation keeps everything: {@code KANESH_HOME}; one control plane, or two that know of each other. */
public record KaneshHome(Path path) {

    public KaneshHome {
        path = path.toAbsolutePath().normalize();
    }

    /** Held by the first or the second control plane for as long as it lives. */
    public Path lock(boolean second) {
        return path.resolve(second ? "control-plane-2.lock" : "control-plane.lock");
    }

    /** Private keys and passwords; 0700, its files 0600. */
    public Path secrets() {
        return path.resolve("secrets");
    }

    /** Says which master key wraps the installation's own key; there as soon as there is an installation. */
    public Path secretsKeyName() {
        return secrets().resolve("master-key.name");
    }

    /** One directory per local machine. */
    public Path machines() {
        return path.resolve("machines");
    }

    /** The local KMS of this installation: its vault, its admin's secret, and the address where it listens. */
    public Path localKms() {
        return path.resolve("kms");
    }

    /** The control plane's own database. */
    public Path postgres() {
        return path.resolve("postgres");
    }
}
