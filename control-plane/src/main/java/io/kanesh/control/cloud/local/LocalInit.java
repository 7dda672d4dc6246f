package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machines' init system: looks at every machine and does the next thing that is missing. Called about once a second, and
 * at once after a launch or a terminate; from one thread only.
 */
final class LocalInit {
    private static final Logger LOG = LoggerFactory.getLogger(LocalInit.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

    /** An agent that lived this long was well: the next death starts the backoff anew. */
    private static final Duration STABLE = Duration.ofSeconds(60);

    /** What the data's loss costs nobody: a terminated machine's processes get this long to end by themselves. */
    private static final Duration TERMINATION_GRACE = Duration.ofSeconds(5);

    /** A launch is repeated with its token within the life of one run; a week leaves room for a run that was left alone. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final Machines machines;
    private final ProcessTable processes;
    private final AgentCommand agent;
    private final LoopbackAddresses addresses;
    private final InstantSource clock;
    private final Map<String, Backoff> backoffs = new HashMap<>();
    private final Map<String, Instant> askedToEnd = new HashMap<>();
    private Instant tidied = Instant.EPOCH;

    LocalInit(
            Machines machines,
            ProcessTable processes,
            AgentCommand agent,
            LoopbackAddresses addresses,
            InstantSource clock) {
        this.machines = machines;
        this.processes = processes;
        this.agent = agent;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Now and then; at the first look too. */
    private void forgetLongEnded() {
        Instant now = clock.instant();
        if (now.isAfter(tidied.plus(TIDY_EVERY))) {
            tidied = now;
            machines.forgetEndedBefore(now.minus(REMEMBERED));
        }
    }

    /** One look at every machine. A fault with one does not keep the others waiting. */
    void lookAround() {
        forgetLongEnded();
        for (InstanceRecord record : machines.living()) {
            try {
                attend(record);
            } catch (RuntimeException e) {
                LOG.error("machine {}: {}", record.machineId(), e.getMessage(), e);
            }
        }
    }

    private void attend(InstanceRecord record) {
        switch (record.stage()) {
            case LAUNCHED -> keepRunning(record);
            case TERMINATING -> bringDown(record);
            case TERMINATED -> {}
        }
    }

    /**
     * Boot id, pid and start time name one process for ever; its command line was ours when we noted them. (It is not read
     * again here: in the middle of an exec the kernel shows none, and we would start a second agent.)
     */
    private void keepRunning(InstanceRecord record) {
        if (record.process() != null && processes.isAlive(record.process())) {
            return;
        }
        if (adopt(record)) {
            return;
        }
        Instant now = clock.instant();
        var backoff = backoffs.computeIfAbsent(record.machineId(), id -> new Backoff());
        if (record.process() != null && backoff.lastStart != null && backoff.diedAt == null) {
            backoff.died(now);
            LOG.warn("machine {}: agent ended, starting it again in {}", record.machineId(), backoff.delay());
        }
        if (backoff.isDue(now)) {
            start(record, backoff, now);
        }
    }

    /**
     * An agent that runs though we do not remember it: we crashed between its start and the note of it, or it was started by
     * another hand.
     */
    private boolean adopt(InstanceRecord record) {
        for (ProcessIdentity running : agentOf(record)) {
            Optional<String> address = AgentCommand.addressIn(processes.commandLine(running.pid()));
            if (address.isPresent()) {
                LOG.info("machine {}: adopted agent with pid {}", record.machineId(), running.pid());
                update(record, record.started(address.get(), running));
                return true;
            }
        }
        return false;
    }

    private void start(InstanceRecord record, Backoff backoff, Instant now) {
        backoff.started(now);
        String address = record.address() != null ? record.address() : chooseAddress();
        if (address == null) {
            backoff.died(now);
            update(
                    record,
                    record.notStarted(
                            "No loopback address has its ports 9042 and 7000 free: a program listens on one of"
                                    + " them on every address (0.0.0.0). Stop it, or let it listen on 127.0.0.1 only."));
            return;
        }
        try {
            long pid = agent.start(machines.directories().of(record.machineId()), address);
            ProcessIdentity identity = processes
                    .identify(pid)
                    .orElseThrow(() -> new IOException("it ended at once; see log/agent.out of the machine"));
            LOG.info("machine {}: started agent with pid {} on {}", record.machineId(), pid, address);
            update(record, record.started(address, identity));
        } catch (IOException e) {
            backoff.died(now);
            LOG.warn("machine {}: the agent does not start: {}", record.machineId(), e.getMessage());
            update(record, record.notStarted("The agent does not start: " + e.getMessage()));
        }
    }

    private @Nullable String chooseAddress() {
        List<String> own = machines.launched().stream()
                .map(InstanceRecord::address)
                .filter(Objects::nonNull)
                .toList();
        return addresses.choose(own).orElse(null);
    }

    /** Unless it was asked to terminate meanwhile. */
    private void update(InstanceRecord before, InstanceRecord after) {
        machines.change(before.machineId(), now -> now.equals(before) ? after : now);
    }

    private void bringDown(InstanceRecord record) {
        var living = new ArrayList<>(agentOf(record));
        living.addAll(engineOf(record));
        if (living.isEmpty()) {
            machines.bury(record.terminated());
            backoffs.remove(record.machineId());
            askedToEnd.remove(record.machineId());
            LOG.info("machine {}: terminated", record.machineId());
            return;
        }
        Instant now = clock.instant();
        Instant asked = askedToEnd.get(record.machineId());
        if (asked == null) {
            askedToEnd.put(record.machineId(), now);
            living.forEach(processes::terminate);
        } else if (now.isAfter(asked.plus(TERMINATION_GRACE))) {
            living.forEach(processes::kill);
        }
    }

    private List<ProcessIdentity> agentOf(InstanceRecord record) {
        var machine = machines.directories().of(record.machineId());
        return processes.find(line -> AgentCommand.isAgentOf(machine, line));
    }

    private List<ProcessIdentity> engineOf(InstanceRecord record) {
        var machine = machines.directories().of(record.machineId());
        return processes.find(line -> AgentCommand.isEngineOf(machine, line));
    }

    /** How long to wait before the next start of one machine's agent. */
    private static final class Backoff {
        private @Nullable Instant lastStart;
        private @Nullable Instant diedAt;
        private int deaths;

        void started(Instant now) {
            lastStart = now;
            diedAt = null;
        }

        void died(Instant now) {
            boolean wasStable = lastStart != null && now.isAfter(lastStart.plus(STABLE));
            deaths = wasStable ? 1 : deaths + 1;
            diedAt = now;
        }

        boolean isDue(Instant now) {
            return diedAt == null || !now.isBefore(diedAt.plus(delay()));
        }

        /** 1 s, 2 s, 4 s … 60 s. */
        Duration delay() {
            long seconds = 1L << Math.min(10, Math.max(0, deaths - 1));
            return seconds > LONGEST_BACKOFF.toSeconds() ? LONGEST_BACKOFF : Duration.ofSeconds(seconds);
        }
    }
}
