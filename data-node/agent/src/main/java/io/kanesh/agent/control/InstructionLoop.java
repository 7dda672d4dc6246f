package io.kanesh.agent.control;

import io.kanesh.agent.Backoff;
import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import java.time.Duration;
import java.time.InstantSource;

/** The long poll: takes configurations and tasks, one after the other, and keeps the state of the link. */
public final class InstructionLoop {
    private static final System.Logger LOG = System.getLogger(InstructionLoop.class.getName());
    /** Short, because a control plane that hangs is noticed only when an answer is overdue. */
    private static final Duration POLL = Duration.ofSeconds(10);

    /** What does the tasks. */
    @FunctionalInterface
    public interface Tasks {
        TaskResult run(AgentTask task) throws InterruptedException;
    }

    private final ControlPlane controlPlane;
    private final DesiredFile desired;
    private final Tasks tasks;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Runnable onConfiguration;
    private volatile LinkState link = new LinkState.Untried();

    public InstructionLoop(
            ControlPlane controlPlane,
            DesiredFile desired,
            Tasks tasks,
            Backoff backoff,
            InstantSource clock,
            Runnable onConfiguration) {
        this.controlPlane = controlPlane;
        this.desired = desired;
        this.tasks = tasks;
        this.backoff = backoff;
        this.clock = clock;
        this.onConfiguration = onConfiguration;
    }

    public LinkState link() {
        return link;
    }

    /** One poll with everything that it brings; answers how long to wait before the next. */
    public Duration poll() throws InterruptedException {
        try {
            var instructions = controlPlane.instructions(desired.current().generation(), POLL);
            var refused = false;
            var offered = instructions.configuration();
            if (offered != null) {
                var refusal = desired.offer(offered);
                if (refusal == null) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "configuration {0}: engine {1}",
                            String.valueOf(offered.generation()),
                            offered.engineState());
                    onConfiguration.run();
                } else {
                    LOG.log(System.Logger.Level.WARNING, "a configuration was refused: {0}", refusal);
                    refused = true;
                }
            }
            for (var task : instructions.tasks()) {
                controlPlane.result(task.id(), tasks.run(task));
            }
            become(link.answered(clock.instant()));
            // What we refuse is offered again at once: without a wait the two would go round and round.
            return refused ? backoff.ceiling() : Duration.ZERO;
        } catch (ControlPlaneFault e) {
            become(link.failed(e, clock.instant()));
            return link.wait(backoff);
        }
    }

    private void become(LinkState next) {
        if (!next.getClass().equals(link.getClass())) {
            LOG.log(System.Logger.Level.INFO, next.sentence());
        }
        link = next;
    }
}
