package io.kanesh.control.node.control;

import io.kanesh.control.node.ControlPlaneSeen;
import io.kanesh.control.shared.ProcessName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The control planes of this installation. Each says every two seconds that it lives; agents are told of those that did lately, so that they
 * know where to go when the one that they call does not answer any more.
 */
@Component
public class ControlPlanes {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlanes.class);
    private static final long BEAT_MS = 2_000;
    /** Four beats lost, as the scheduler counts: who is dead to the one is dead to the other. */
    private static final Duration FRESHNESS = Duration.ofSeconds(8);
    /** Operators still see who died and when. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final ControlPlaneStore store;
    private final AgentEndpoint endpoint;
    private final List<String> configured;
    private final ProcessName self;
    private volatile List<String> alive = List.of();
    private volatile boolean closing;

    ControlPlanes(ControlPlaneStore store, AgentEndpoint endpoint, AgentEndpointSettings settings, ProcessName self) {
        this.store = store;
        this.endpoint = endpoint;
        this.configured = settings.agentEndpoints().stream().map(URI::toString).toList();
        this.self = self;
    }

    /** Base URLs for agents, in a fixed order: the configured ones, or whoever is alive, we among them. */
    public List<String> endpoints() {
        if (!configured.isEmpty()) {
            return configured;
        }
        return Stream.concat(alive.stream(), Stream.of(endpoint.url()))
                .distinct()
                .sorted()
                .toList();
    }

    /** What the machine of this launch is told, in every attempt and every process the same; whoever launched it first is called first. */
    public List<String> endpointsOfLaunch(String launch) {
        var known = endpoints();
        return store.ofLaunch(
                launch,
                known.contains(endpoint.url())
                        ? Stream.concat(Stream.of(endpoint.url()), known.stream())
                                .distinct()
                                .toList()
                        : known);
    }

    /** All, for operators: also who fell silent within the last hour. */
    public List<ControlPlaneSeen> all() {
        return store.all(FRESHNESS);
    }

    @Scheduled(fixedDelay = BEAT_MS)
    void beat() {
        if (endpoint.port() == 0 || closing) {
            return;
        }
        try {
            store.beat(self.value(), endpoint.url());
            store.removeSilent(REMEMBERED);
            alive = store.all(FRESHNESS).stream()
                    .filter(ControlPlaneSeen::alive)
                    .map(ControlPlaneSeen::agentEndpoint)
                    .toList();
        } catch (DataAccessException away) {
            // Agents go on with the list that they have, and so do we.
            LOG.debug("the database did not hear that we live", away);
        }
    }

    /** So that agents are not sent to us any more. */
    @EventListener
    void closing(ContextClosedEvent event) {
        closing = true;
        try {
            store.remove(self.value());
        } catch (DataAccessException away) {
            LOG.debug("the database did not hear that we end; the others will notice", away);
        }
    }
}
