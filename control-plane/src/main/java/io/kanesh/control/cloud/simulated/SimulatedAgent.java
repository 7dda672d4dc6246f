package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.CertificateRequest.Purpose;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.agent.api.Instructions;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of a simulated machine: enrols, waits for instructions, reports, does tasks, over the real agent endpoint. Nothing
 * blocks: several hundred of them share a few threads.
 */
final class SimulatedAgent {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAgent.class);
    private static final int POLL_SECONDS = 25;
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATER = Duration.ofSeconds(3);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** The machine that it lives on. */
    interface Host {
        /** Whether the agent still runs. */
        boolean isRunning();

        /** Whether the control plane can be reached from here. */
        boolean isReachable();

        /** Null before it enrolled. */
        @Nullable
        AgentMemory memory();

        void remember(AgentMemory memory);

        /** Keeps a newer configuration; an older one, or one of a replaced writer, is ignored. */
        void take(DesiredConfiguration configuration);

        /** Whether its identity should be renewed: two thirds of its life are over. */
        boolean isCertificateOld(AgentMemory memory);

        /** What it sees now. */
        NodeReport picture(long sequence);

        TaskResult run(AgentTask task);
    }

    private final BootstrapDocument bootstrap;
    private final Host host;
    private final Executor executor;
    private final AgentKey key;
    private final AtomicBoolean reporting = new AtomicBoolean();
    private final AtomicBoolean news = new AtomicBoolean();
    private volatile AgentWire wire;
    private long sequence;

    SimulatedAgent(BootstrapDocument bootstrap, Host host, Executor executor) {
        this.bootstrap = bootstrap;
        this.host = host;
        this.executor = executor;
        var memory = host.memory();
        key = memory == null ? AgentKey.make() : AgentKey.of(memory);
        wire = memory == null
                ? new AgentWire(bootstrap.agentEndpoint(), bootstrap.trustedCaPem(), key, null, executor)
                : wired(memory);
    }

    private AgentWire wired(AgentMemory memory) {
        return new AgentWire(bootstrap.agentEndpoint(), memory.trustedPem(), key, memory.certificatePem(), executor);
    }

    void start() {
        executor.execute(this::live);
        executor.execute(this::heartbeat);
    }

    private void live() {
        if (!host.isRunning()) {
            return;
        }
        if (!host.isReachable()) {
            again(this::live, LATER);
        } else if (host.memory() == null) {
            enrol();
        } else {
            poll();
        }
    }

    private void again(Runnable what, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(what);
    }

    private void enrol() {
        var request = new EnrolRequest(bootstrap.nodeId(), bootstrap.enrolmentToken(), key.request());
        then(wire.post("/agent/v1/enrol", request, CertificateAnswer.class), (answer, fault) -> {
            if (fault == null) {
                enrolled(answer);
            } else {
                // Not yet known to run is normal; refused for ever is said, and asked again rarely.
                again(this::live, isFinal(fault) ? HEARTBEAT : SOON);
            }
        });
    }

    private void enrolled(CertificateAnswer answer) {
        var memory = key.remembered(answer.certificatePem(), answer.trustedCaPem());
        host.remember(memory);
        wire = wired(memory);
        report();
        live();
    }

    private void poll() {
        var memory = host.memory();
        var known = memory == null ? null : memory.desired();
        long generation = known == null ? 0 : known.generation();
        var path = "/agent/v1/instructions?generation=" + generation + "&waitSeconds=" + POLL_SECONDS;
        then(wire.get(path, Instructions.class), (instructions, fault) -> {
            if (fault == null && host.isReachable()) {
                followed(instructions);
            } else {
                again(this::live, LATER);
            }
        });
    }

    /** An empty answer comes after the wait, or at once when the control plane is about to stop. */
    private void followed(Instructions instructions) {
        var configuration = instructions.configuration();
        boolean isEmpty = configuration == null && instructions.tasks().isEmpty();
        if (configuration != null) {
            host.take(configuration);
            certifyEngine(configuration);
        }
        var results = instructions.tasks().stream().map(this::answer).toArray(CompletableFuture[]::new);
        then(CompletableFuture.allOf(results), (done, fault) -> again(this::live, isEmpty ? SOON : Duration.ZERO));
    }

    private CompletableFuture<String> answer(AgentTask task) {
        return wire.post("/agent/v1/tasks/" + task.id() + "/result", host.run(task));
    }

    /** As a real agent does before the engine's first start; a simulated engine has no use for it. */
    private void certifyEngine(DesiredConfiguration configuration) {
        if (configuration.engine() != null && configuration.generation() == 1) {
            var request = new CertificateRequest(Purpose.ENGINE, key.request());
            then(
                    wire.post("/agent/v1/certificates", request),
                    (answer, fault) -> tell("a certificate for its engine", fault));
        }
    }

    private void heartbeat() {
        if (host.isRunning()) {
            report();
            renewWhenDue();
            again(this::heartbeat, HEARTBEAT);
        }
    }

    private void renewWhenDue() {
        var memory = host.memory();
        if (memory == null || !host.isCertificateOld(memory)) {
            return;
        }
        var request = new CertificateRequest(Purpose.AGENT, key.request());
        then(wire.post("/agent/v1/certificates", request, CertificateAnswer.class), (answer, fault) -> {
            tell("a new certificate", fault);
            var now = host.memory();
            if (fault == null && now != null) {
                var expires = AgentKey.expiryOf(answer.certificatePem());
                host.remember(now.certified(answer.certificatePem(), answer.trustedCaPem(), expires));
                wire = wired(now.certified(answer.certificatePem(), answer.trustedCaPem(), expires));
            }
        });
    }

    /** Reports what is; news that come while a report is on its way go with the next one. */
    void report() {
        news.set(true);
        if (host.memory() != null && host.isReachable() && reporting.compareAndSet(false, true)) {
            executor.execute(this::send);
        }
    }

    private void send() {
        news.set(false);
        then(wire.post("/agent/v1/reports", host.picture(nextSequence())), (answer, fault) -> {
            reporting.set(false);
            tell("its report", fault);
            if (fault != null && host.isRunning()) {
                again(this::report, LATER);
            } else if (news.get()) {
                report();
            }
        });
    }

    private synchronized long nextSequence() {
        return ++sequence;
    }

    /** What is thrown while an answer is taken up is said: nobody looks at these futures. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static <T> void then(CompletableFuture<T> call, BiConsumer<T, @Nullable Throwable> next) {
        call.whenComplete((answer, fault) -> {
            try {
                next.accept(answer, fault);
            } catch (RuntimeException stumbled) {
                LOG.error("a simulated agent stumbled", stumbled);
            }
        });
    }

    private void tell(String what, @Nullable Throwable fault) {
        if (fault != null && host.isRunning()) {
            LOG.debug("simulated {} could not deliver or get {}: {}", bootstrap.nodeId(), what, fault.toString());
        }
    }

    private static boolean isFinal(Throwable fault) {
        var cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof AgentWire.Refusal refusal && refusal.isFinal();
    }
}
