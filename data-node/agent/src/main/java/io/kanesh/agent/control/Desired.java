package io.kanesh.agent.control;

import io.kanesh.agent.api.DesiredConfiguration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The desired configuration that the agent holds, with the numbers below which nothing is accepted. They are kept in one file
 * with it, so that they survive a restart together.
 *
 * @param configuration null before the first one arrived
 * @param highestFence highest fence seen; a lower one comes from a writer that was replaced
 */
public record Desired(@Nullable DesiredConfiguration configuration, long highestFence) {
    public static final Desired NOTHING = new Desired(null, 0);

    public long generation() {
        return configuration == null ? 0 : configuration.generation();
    }

    /**
     * What an offered configuration does to this one.
     *
     * @param nodeId who we are; a configuration for somebody else is refused
     */
    public Verdict judge(DesiredConfiguration offered, String nodeId) {
        if (!offered.nodeId().equals(nodeId)) {
            return refused("it is for node " + offered.nodeId());
        }
        if (offered.fence() < highestFence) {
            return refused("its fence " + offered.fence() + " is below " + highestFence);
        }
        if (offered.generation() < generation()) {
            return refused("its generation " + offered.generation() + " is below " + generation());
        }
        var held = configuration;
        if (held != null && offered.generation() == held.generation() && differs(offered, held)) {
            return refused("it differs from generation " + held.generation() + ", which we hold");
        }
        return new Verdict(new Desired(offered, offered.fence()), null);
    }

    private static boolean differs(DesiredConfiguration a, DesiredConfiguration b) {
        return a.engineState() != b.engineState()
                || !Objects.equals(a.engine(), b.engine())
                || !Objects.equals(a.encryption(), b.encryption());
    }

    private Verdict refused(String why) {
        return new Verdict(this, why);
    }

    /**
     * @param held what to hold from now on
     * @param refusal why the offer was not taken, or null when it was
     */
    public record Verdict(Desired held, @Nullable String refusal) {}
}
