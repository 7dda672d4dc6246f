package io.kanesh.agent.control;

import io.kanesh.agent.Backoff;
import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.CertificateRequest.Purpose;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.agent.identity.Identity;
import io.kanesh.agent.identity.IdentityFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Enrols, and keeps both certificates fresh. An agent that slept past the end of its certificate enrols again: the token still
 * opens the door for the key that it was first used with.
 */
public final class CertificateKeeper {
    private static final System.Logger LOG = System.getLogger(CertificateKeeper.class.getName());
    /** A clock that was set is noticed after this time at the latest. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final BootstrapDocument bootstrap;
    private final IdentityFiles agent;
    private final IdentityFiles engine;
    private final ControlPlane controlPlane;
    private final Backoff backoff;
    private final InstantSource clock;
    private final IntSupplier trustGeneration;
    private final Runnable onChange;
    private int failures;

    /** @param trustGeneration the lowest with which the engine's certificate may have come */
    public CertificateKeeper(
            BootstrapDocument bootstrap,
            IdentityFiles agent,
            IdentityFiles engine,
            ControlPlane controlPlane,
            Backoff backoff,
            InstantSource clock,
            IntSupplier trustGeneration,
            Runnable onChange) {
        this.bootstrap = bootstrap;
        this.agent = agent;
        this.engine = engine;
        this.controlPlane = controlPlane;
        this.backoff = backoff;
        this.clock = clock;
        this.trustGeneration = trustGeneration;
        this.onChange = onChange;
    }

    /** Does what is due; answers when to come back. */
    public Duration keep() throws InterruptedException {
        try {
            keepAgent();
            keepEngine();
            failures = 0;
            return untilDue();
        } catch (ControlPlaneFault e) {
            failures++;
            var wait = backoff.after(failures);
            LOG.log(System.Logger.Level.WARNING, "no certificate yet ({0}); next attempt in {1}", e.getMessage(), wait);
            return wait;
        }
    }

    private void keepAgent() throws ControlPlaneFault, InterruptedException {
        var now = clock.instant();
        var current = agent.current();
        if (current.isEmpty() || current.get().expired(now)) {
            var request = new EnrolRequest(bootstrap.nodeId(), bootstrap.enrolmentToken(), agent.request());
            accept(agent, "agent", controlPlane.enrol(request));
        } else if (due(current, now)) {
            accept(agent, "agent", controlPlane.certificate(new CertificateRequest(Purpose.AGENT, agent.request())));
        }
    }

    private void keepEngine() throws ControlPlaneFault, InterruptedException {
        if (due(engine.current(), clock.instant()) || isFromBefore(engine.current())) {
            accept(
                    engine,
                    "engine",
                    controlPlane.certificate(new CertificateRequest(Purpose.ENGINE, engine.request())));
        }
    }

    private boolean isFromBefore(Optional<Identity> identity) {
        return identity.isPresent() && identity.get().trustGeneration() < trustGeneration.getAsInt();
    }

    private static boolean due(Optional<Identity> identity, Instant now) {
        return identity.isEmpty() || !now.isBefore(identity.get().renewAt());
    }

    private void accept(IdentityFiles files, String whose, CertificateAnswer answer) throws ControlPlaneFault {
        try {
            var accepted = files.accept(answer);
            LOG.log(System.Logger.Level.INFO, "certificate of the {0}, valid until {1}", whose, accepted.expiresAt());
            onChange.run();
        } catch (IllegalArgumentException e) {
            throw new ControlPlaneFault(ControlPlaneFault.Kind.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private Duration untilDue() {
        var now = clock.instant();
        var next = now.plus(LOOK_AGAIN);
        for (var files : new IdentityFiles[] {agent, engine}) {
            var due = files.current().map(Identity::renewAt).orElse(next);
            next = due.isBefore(next) ? due : next;
        }
        var wait = Duration.between(now, next);
        // A certificate that is due at birth (a life of seconds, a clock far ahead) must not become a busy loop.
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }
}
