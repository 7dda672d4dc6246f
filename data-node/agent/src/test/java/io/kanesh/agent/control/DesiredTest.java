package io.kanesh.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredTest {
    private static final Desired HELD = new Desired(offer("nd_1", 5, 3, EngineState.STOPPED), 3);

    @Test
    void takesWhatIsNewerAndRefusesTheRest() {
        assertThat(verdict(offer("nd_1", 6, 3, EngineState.RUNNING))).isNull();
        assertThat(verdict(offer("nd_1", 6, 4, EngineState.RUNNING))).isNull();
        assertThat(verdict(offer("nd_1", 5, 4, EngineState.STOPPED))).isNull();
        assertThat(verdict(offer("nd_1", 6, 2, EngineState.RUNNING))).contains("fence 2 is below 3");
        assertThat(verdict(offer("nd_1", 4, 9, EngineState.RUNNING))).contains("generation 4 is below 5");
        assertThat(verdict(offer("nd_1", 5, 3, EngineState.RUNNING))).contains("differs from generation 5");
        assertThat(verdict(offer("nd_2", 6, 3, EngineState.RUNNING))).contains("for node nd_2");
    }

    @Test
    void aRefusalChangesNothingAndAFenceStaysHigh() {
        assertThat(HELD.judge(offer("nd_1", 4, 9, EngineState.RUNNING), "nd_1").held())
                .isEqualTo(HELD);
        var raised =
                HELD.judge(offer("nd_1", 6, 8, EngineState.RUNNING), "nd_1").held();
        assertThat(raised.judge(offer("nd_1", 7, 7, EngineState.RUNNING), "nd_1")
                        .refusal())
                .contains("below 8");
    }

    @Test
    void isFoundAgainByTheNextProcess(@TempDir Path directory) throws IOException {
        var file = new DesiredFile(directory, "nd_1");
        assertThat(file.current()).isEqualTo(Desired.NOTHING);
        assertThat(file.offer(offer("nd_1", 2, 7, EngineState.STOPPED))).isNull();
        assertThat(new DesiredFile(directory, "nd_1").current()).isEqualTo(file.current());
        assertThat(new DesiredFile(directory, "nd_1").offer(offer("nd_1", 3, 6, EngineState.STOPPED)))
                .contains("below 7");
    }

    private static @Nullable String verdict(DesiredConfiguration offered) {
        return HELD.judge(offered, "nd_1").refusal();
    }

    private static DesiredConfiguration offer(String node, long generation, long fence, EngineState state) {
        return new DesiredConfiguration("cl_1", node, generation, fence, state, null);
    }
}
