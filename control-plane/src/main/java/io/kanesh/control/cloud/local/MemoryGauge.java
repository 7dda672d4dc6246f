package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this computer can still give. */
@FunctionalInterface
interface MemoryGauge {

    /** Bytes that new processes can take without swapping. */
    long availableBytes();

    /** Bytes that there are for everything. */
    default long totalBytes() {
        return availableBytes();
    }

    /** {@code MemAvailable} of the kernel, or what is left of the control group's limit when that is less. */
    static MemoryGauge ofThisComputer() {
        var group = Path.of("/sys/fs/cgroup");
        return new MemoryGauge() {
            @Override
            public long availableBytes() {
                return Math.min(fromKernel("MemAvailable:"), fromControlGroup(group));
            }

            @Override
            public long totalBytes() {
                return Math.min(fromKernel("MemTotal:"), limitOf(group));
            }
        };
    }

    private static long fromKernel(String line) {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(each -> each.startsWith(line))
                    .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long limitOf(Path group) {
        try {
            String limit = Files.readString(group.resolve("memory.max")).strip();
            return limit.equals("max") ? Long.MAX_VALUE : Long.parseLong(limit);
        } catch (IOException noControlGroup) {
            return Long.MAX_VALUE;
        }
    }

    /** Page cache that the group can give back ({@code inactive_file}) counts as free, as it does in MemAvailable. */
    private static long fromControlGroup(Path group) {
        try {
            String limit = Files.readString(group.resolve("memory.max")).strip();
            if (limit.equals("max")) {
                return Long.MAX_VALUE;
            }
            long current = Long.parseLong(
                    Files.readString(group.resolve("memory.current")).strip());
            long cache = Files.readAllLines(group.resolve("memory.stat")).stream()
                    .filter(line -> line.startsWith("inactive_file "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElse(0);
            return Math.max(0, Long.parseLong(limit) - current + cache);
        } catch (IOException noControlGroup) {
            return Long.MAX_VALUE;
        }
    }
}
