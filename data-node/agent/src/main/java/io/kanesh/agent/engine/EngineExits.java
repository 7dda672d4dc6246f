package io.kanesh.agent.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why engine processes end. Only a parent learns an exit code; of an adopted process its last words remain. */
public final class EngineExits {
    private final Supplier<String> lastLogLine;
    private @Nullable Process child;
    private @Nullable ProcessIdentity watched;

    /** @param lastLogLine last line of the engine's log, without values of statements; empty for none */
    public EngineExits(Supplier<String> lastLogLine) {
        this.lastLogLine = lastLogLine;
    }

    /** @param started the process as our own child, or null when it was adopted */
    void watch(ProcessIdentity process, @Nullable Process started, Runnable whenEnded) {
        watched = process;
        child = started;
        var handle = ProcessHandle.of(process.pid());
        if (handle.isPresent()) {
            var unused = handle.get().onExit().thenRun(whenEnded); // waking cannot fail
        } else {
            whenEnded.run();
        }
    }

    boolean isChild(ProcessIdentity process) {
        return child != null && process.equals(watched);
    }

    /** Why the process, which has ended, did so. */
    String reason(ProcessIdentity process) {
        var mine = child;
        var how = mine != null && process.equals(watched)
                ? EngineProcesses.exitReason(mine.onExit().join().exitValue())
                : "ended, its exit code unknown to an agent that had adopted it";
        return withLastWords(how);
    }

    /** Why a process that ended while no agent was there did so. */
    String unseen(ProcessIdentity process) {
        var now = ProcessIdentity.of(ProcessHandle.current().pid());
        var rebooted = now.isPresent() && !now.get().bootId().equals(process.bootId());
        return withLastWords(rebooted ? "the machine was restarted" : "ended while its agent was away");
    }

    private String withLastWords(String how) {
        var line = lastLogLine.get();
        return line.isEmpty() ? how : how + "; last line of its log: " + line;
    }
}
