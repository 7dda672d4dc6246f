package io.kanesh.control.activity.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.access.Presence;
import io.kanesh.control.activity.Event;
import io.kanesh.control.activity.control.EventStream;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open streams of this process. Whoever reads one is looked at again whenever rights have changed anywhere, and every few
 * seconds for what ends by itself: a stream ends with its token, session or member.
 */
@Component
class Streams {
    private static final int LIMIT = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    /** Types of resources whose change may take somebody's rights. */
    private static final Set<String> RIGHTS =
            Set.of("token", "member", "service-account", "identity-provider", "session", "project", "organization");

    private final EventStream events;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "event-stream-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    Streams(EventStream events) {
        this.events = events;
        var unused =
                beating.scheduleAtFixedRate(this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
        var unusedToo = beating.scheduleWithFixedDelay(
                () -> open.forEach(this::lookAt), LOOK_AGAIN.toSeconds(), LOOK_AGAIN.toSeconds(), TimeUnit.SECONDS);
    }

    /** One who reads, with the rights of the last look. */
    private static final class Open {
        final SseEmitter emitter = new SseEmitter(0L);
        final Presence presence;
        volatile Caller caller;

        Open(Caller caller, Presence presence) {
            this.caller = caller;
            this.presence = presence;
        }

        /** Who never had a role hears nothing and may wait for one; who had one and lost it is no member any more. */
        boolean hasLostTheLastRole(Caller now) {
            return now.grants().isEmpty() && !caller.grants().isEmpty();
        }
    }

    /** Opens a stream of what the caller may see. @throws ProblemException 429 when too many are open */
    SseEmitter open(Caller caller, Presence presence) {
        if (open.size() >= LIMIT) {
            throw new ProblemException(Problem.of(
                            "too-many-streams",
                            Kind.THROTTLED,
                            LIMIT + " event streams are open already, which is the most that one process serves.")
                    .withHint("Close one, or poll the resources instead."));
        }
        var stream = new Open(caller, presence);
        open.add(stream);
        Runnable forget = events.listen(event -> {
            if (RIGHTS.contains(event.type())) {
                lookAt(stream);
            }
            if (open.contains(stream) && maySee(stream.caller, event)) {
                send(stream.emitter, SseEmitter.event().name(event.type()).data(ids(event)));
            }
        });
        Runnable close = () -> {
            forget.run();
            open.remove(stream);
        };
        stream.emitter.onCompletion(close);
        stream.emitter.onTimeout(close);
        stream.emitter.onError(gone -> close.run());
        send(stream.emitter, SseEmitter.event().comment("open"));
        return stream.emitter;
    }

    private void lookAt(Open stream) {
        try {
            Optional<Caller> now = stream.presence.now();
            if (now.isPresent() && !stream.hasLostTheLastRole(now.get())) {
                stream.caller = now.get();
            } else {
                // Nothing more is sent from now on, also when the client takes its time to close.
                open.remove(stream);
                stream.emitter.complete();
            }
        } catch (DataAccessException | TransactionException away) {
            // No event can be read either while the database is away; the next look decides.
            LOG.debug("whether the reader of a stream may stay cannot be read now", away);
        }
    }

    private static boolean maySee(Caller caller, Event event) {
        String project = event.projectId();
        return project == null ? caller.mayEverywhere(Permission.VIEW) : caller.sees(new ProjectId(project));
    }

    private static Map<String, @Nullable String> ids(Event event) {
        var ids = new java.util.TreeMap<String, @Nullable String>();
        ids.put("id", event.resourceId());
        ids.put("clusterId", event.clusterId());
        return ids;
    }

    private void beat() {
        open.forEach(stream -> send(stream.emitter, SseEmitter.event().comment("alive")));
    }

    private static void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            // The client has left: the emitter's completion takes it from the lists.
            emitter.completeWithError(gone);
        }
    }

    @PreDestroy
    void closeAll() {
        beating.shutdownNow();
        open.forEach(stream -> stream.emitter.complete());
    }
}
