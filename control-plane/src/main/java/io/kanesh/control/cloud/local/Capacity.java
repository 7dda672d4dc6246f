package io.kanesh.control.cloud.local;

import io.kanesh.control.cloud.CloudFault;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether this computer can carry one more machine. A machine that was just launched has not taken its memory yet, so what it
 * may still take is set aside.
 */
final class Capacity {
    private static final long MIB = 1024 * 1024;

    private final MemoryGauge memory;
    private final ProcessTable processes;
    private final @Nullable Long limitMib;

    /** @param limitMib what all machines together may need; null: no limit but the computer's */
    Capacity(MemoryGauge memory, ProcessTable processes, @Nullable Long limitMib) {
        this.memory = memory;
        this.processes = processes;
        this.limitMib = limitMib;
    }

    /** @throws CloudFault {@code OUT_OF_CAPACITY}, with a sentence that says what would help */
    void require(LocalInstanceType type, Collection<InstanceRecord> machines, MachineDirectories directories) {
        long promised = machines.stream().mapToLong(Capacity::memoryMib).sum();
        if (limitMib != null && promised + type.memoryMib() > limitMib) {
            throw refusal(
                    "The local machines may use %d MiB (kanesh.local.memory-limit-mib), %d MiB are given out, and one more"
                            + " %s needs %d MiB. Raise the limit, delete a cluster, or ask for fewer or smaller nodes.",
                    limitMib, promised, type.id(), type.memoryMib());
        }
        long notYetTaken = machines.stream()
                .mapToLong(machine -> Math.max(0, memoryMib(machine) - residentMib(machine, directories)))
                .sum();
        long free = memory.availableBytes() / MIB - notYetTaken;
        if (free < type.memoryMib()) {
            throw refusal(
                    "This computer has %d MiB of memory left (%d MiB set aside for machines that are starting), and a %s"
                            + " needs %d MiB. Free some memory, delete a cluster, or ask for fewer or smaller nodes.",
                    Math.max(0, free), notYetTaken, type.id(), type.memoryMib());
        }
    }

    /**
     * How many more machines of a type this computer could carry if nothing else ran on it but the machines that it has and
     * those in {@code besides}. What is free at the moment is asked at the launch: it may be more by then.
     */
    int room(LocalInstanceType type, Collection<String> besides, Collection<InstanceRecord> machines) {
        long promised = machines.stream().mapToLong(Capacity::memoryMib).sum()
                + besides.stream().mapToLong(Capacity::memoryMib).sum();
        long most = limitMib != null ? limitMib : memory.totalBytes() / MIB;
        return (int) Math.max(0, (most - promised) / type.memoryMib());
    }

    private static long memoryMib(InstanceRecord machine) {
        return memoryMib(machine.instanceType());
    }

    private static long memoryMib(String instanceType) {
        return LocalInstanceType.of(instanceType)
                .map(LocalInstanceType::memoryMib)
                .orElse(0L);
    }

    private long residentMib(InstanceRecord machine, MachineDirectories directories) {
        var path = directories.of(machine.machineId());
        return processes
                        .find(line -> AgentCommand.isAgentOf(path, line) || AgentCommand.isEngineOf(path, line))
                        .stream()
                        .mapToLong(processes::residentBytes)
                        .sum()
                / MIB;
    }

    private static CloudFault refusal(String sentence, Object... figures) {
        return new CloudFault(CloudFault.Kind.OUT_OF_CAPACITY, String.format(Locale.ROOT, sentence, figures));
    }
}
