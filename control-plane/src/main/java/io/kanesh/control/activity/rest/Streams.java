package io.kanesh.control.activity.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of this process. */
@Component
class Streams {
    private static final int LIMIT = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final EventStream events;
    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "event-stream-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    Streams(EventStream events) {
        this.events = events;
        var unused =
                beating.scheduleAtFixedRate(this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Opens a stream of what the caller may see. @throws ProblemException 429 when too many are open */
    SseEmitter open(Caller caller) {
        if (open.size() >= LIMIT) {
            throw new ProblemException(Problem.of(
                            "too-many-streams",
                            Kind.THROTTLED,
                            LIMIT + " event streams are open already, which is the most that one process serves.")
                    .withHint("Close one, or poll the resources instead."));
        }
        var emitter = new SseEmitter(0L);
        Runnable forget = events.listen(event -> {
            if (maySee(caller, event)) {
                send(emitter, SseEmitter.event().name(event.type()).data(ids(event)));
            }
        });
        open.add(emitter);
        Runnable close = () -> {
            forget.run();
            open.remove(emitter);
        };
        emitter.onCompletion(close);
        emitter.onTimeout(close);
        emitter.onError(gone -> close.run());
        send(emitter, SseEmitter.event().comment("open"));
        return emitter;
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
        open.forEach(emitter -> send(emitter, SseEmitter.event().comment("alive")));
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
        open.forEach(SseEmitter::complete);
    }
}
