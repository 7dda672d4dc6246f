package io.kanesh.agent.engine;

import io.kanesh.agent.Json;
import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.identity.Identity;
import io.kanesh.agent.identity.IdentityFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a serving engine what can change while it serves: the certificate that it shows, and who may connect. What it has
 * taken is remembered, so that it is told once; a new agent does not know and tells it again.
 */
final class EngineAccess {
    private static final System.Logger LOG = System.getLogger(EngineAccess.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IdentityFiles tls;
    private @Nullable Identity loaded;
    private @Nullable List<String> admitted;

    EngineAccess(IdentityFiles tls) {
        this.tls = tls;
    }

    /**
     * The engine has just accepted its start.
     *
     * @param fresh whether it has read the certificate now; for one that was running before nobody knows which it holds
     */
    void started(@Nullable Identity identity, List<String> cidrs, boolean fresh) {
        loaded = fresh ? identity : null;
        admitted = fresh ? cidrs : null;
    }

    /** Brings the engine up to date. */
    void keep(EngineSocket engine, @Nullable ClientAccess wanted) {
        var identity = tls.current().orElse(null);
        if (identity != null && !isLoaded(identity)) {
            reload(engine, identity);
        }
        if (wanted != null && !wanted.allowedCidrs().equals(admitted)) {
            admit(engine, wanted.allowedCidrs());
        }
    }

    private void reload(EngineSocket engine, Identity identity) {
        try {
            engine.call("reload-tls", null, PATIENCE);
            loaded = identity;
            LOG.log(System.Logger.Level.INFO, "the engine uses its new certificate");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the engine has not taken its new certificate yet", e);
        }
    }

    private void admit(EngineSocket engine, List<String> cidrs) {
        var arguments = Json.MAPPER.createObjectNode();
        var list = arguments.putArray("cidrs");
        cidrs.forEach(list::add);
        try {
            var closed = engine.call("allowed-cidrs", arguments, PATIENCE).path("closed");
            admitted = cidrs;
            LOG.log(
                    System.Logger.Level.INFO,
                    "clients may connect from {0}; {1} connections were closed",
                    cidrs,
                    closed.asText("0"));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the engine has not taken its allow list yet", e);
        }
    }

    /** Whether everything that was asked is so. */
    boolean isApplied(ClientAccess wanted) {
        var identity = tls.current().orElse(null);
        return wanted.allowedCidrs().equals(admitted)
                && identity != null
                && isLoaded(identity)
                && identity.trustGeneration() >= wanted.trustGeneration();
    }

    private boolean isLoaded(Identity identity) {
        return loaded != null && loaded.serial().equals(identity.serial());
    }
}
