package io.kanesh.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.Backoff;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.engine.Decision.Act;
import io.kanesh.agent.engine.EngineLife.BackingOff;
import io.kanesh.agent.engine.EngineLife.Launching;
import io.kanesh.agent.engine.EngineLife.Serving;
import io.kanesh.agent.engine.EngineLife.Starting;
import io.kanesh.agent.engine.EngineLife.Stopped;
import io.kanesh.agent.engine.EngineLife.Stopping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every transition, without a process: what is seen goes in, a decision comes out. */
class EngineLifeTest {
    private static final Instant T0 = Instant.EPOCH;
    private static final EngineSettings SETTINGS = settings(0);
    private static final EngineRecord ENGINE = new EngineRecord(new ProcessIdentity("boot", 1, 1), SETTINGS);
    private static final Serving SERVING = new Serving(ENGINE, T0, 0, T0);

    @Test
    void startsWhenAllIsThere() {
        var stopped = new Stopped(null);
        assertThat(stopped.decide(sight(T0, null, false, null)).act()).isEqualTo(Act.NOTHING);
        assertThat(stopped.decide(sight(T0, SETTINGS, false, null)).act()).isEqualTo(Act.LAUNCH);
        var missing = new Sight(
                T0, new Sight.Wanted(true, SETTINGS), false, null, "a certificate", Sight.Key.HELD, backoff());
        assertThat(stopped.decide(missing).next().waitingFor()).isEqualTo("a certificate");
    }

    @Test
    void handsTheSettingsOverAndWaitsUntilItServes() {
        var starting = (Starting) new Launching(SETTINGS, 0).launched(ENGINE.process(), T0);
        assertThat(starting.decide(sight(T0, SETTINGS, true, null)).act()).isEqualTo(Act.NOTHING);
        assertThat(starting.decide(sight(T0, SETTINGS, true, "WAITING")).act()).isEqualTo(Act.ASK_START);
        var accepted = starting.accepted(SETTINGS);
        var waits = accepted.decide(sight(T0, SETTINGS, true, "STARTING"));
        assertThat(waits.next()).isInstanceOf(Starting.class);
        assertThat(accepted.decide(sight(T0, SETTINGS, true, "SERVING")).next()).isInstanceOf(Serving.class);
    }

    @Test
    void givesUpOnASocketThatDoesNotOpenButNeverOnAReplay() {
        var starting = (Starting) new Launching(SETTINGS, 2).launched(ENGINE.process(), T0);
        var late = T0.plus(Duration.ofMinutes(4));
        var decision = starting.decide(sight(late, SETTINGS, true, null));
        assertThat(decision.act()).isEqualTo(Act.ASK_STOP);
        assertThat(((Stopping) decision.next()).planned()).isFalse();
        var replaying = starting.accepted(SETTINGS);
        assertThat(replaying
                        .decide(sight(late.plus(Duration.ofHours(9)), SETTINGS, true, "STARTING"))
                        .act())
                .isEqualTo(Act.NOTHING);
    }

    @Test
    void stopsForOtherSettingsAndForNone() {
        assertThat(SERVING.decide(sight(T0, settings(1), true, "SERVING")).act())
                .isEqualTo(Act.ASK_STOP);
        var stopping = SERVING.decide(sight(T0, null, true, "SERVING")).next();
        assertThat(stopping.decide(sight(T0, null, false, null)))
                .isEqualTo(new Decision(new Stopped(null), Act.NOTE_STOP));
    }

    @Test
    void stopsHarderAndHarder() {
        var asked = Stopping.ask(ENGINE, 0, true, "test", T0);
        assertThat(asked.decide(sight(T0, null, true, null)).act()).isEqualTo(Act.NOTHING);
        var terminated = asked.decide(sight(T0.plusSeconds(90), null, true, null));
        assertThat(terminated.act()).isEqualTo(Act.TERMINATE);
        var killed = terminated.next().decide(sight(T0.plusSeconds(120), null, true, null));
        assertThat(killed.act()).isEqualTo(Act.KILL);
        assertThat(killed.next()
                        .decide(sight(T0.plusSeconds(121), null, true, null))
                        .act())
                .isEqualTo(Act.NOTHING);
        assertThat(asked.unheard(T0).decide(sight(T0, null, true, null)).act()).isEqualTo(Act.TERMINATE);
    }

    @Test
    void touchesNothingBeforeItKnowsWhatIsWanted() {
        var unknown = new Sight(T0, Sight.Wanted.UNKNOWN, true, null, null, Sight.Key.HELD, backoff());
        var adopted = new Starting(new EngineRecord(ENGINE.process(), null), T0, 0, false, null);
        assertThat(adopted.decide(unknown).act()).isEqualTo(Act.NOTHING);
        assertThat(SERVING.decide(unknown).act()).isEqualTo(Act.NOTHING);
    }

    @Test
    void waitsLongerAfterEachDeathInARow() {
        EngineLife life = SERVING;
        var now = T0.plusSeconds(1);
        for (var failures = 1; failures <= 12; failures++) {
            var death = life.decide(sight(now, SETTINGS, false, null));
            assertThat(death.act()).isEqualTo(Act.NOTE_DEATH);
            var waiting = (BackingOff) death.next();
            assertThat(waiting.failures()).isEqualTo(failures);
            var wait = Duration.between(now, waiting.until());
            var longest = Duration.ofSeconds(Math.min(60, 1L << (failures - 1)));
            assertThat(wait).isBetween(longest.dividedBy(2), longest);
            assertThat(waiting.decide(sight(now, SETTINGS, false, null)).act()).isEqualTo(Act.NOTHING);
            now = waiting.until();
            var again = waiting.decide(sight(now, SETTINGS, false, null));
            assertThat(again.act()).isEqualTo(Act.LAUNCH);
            life = ((Launching) again.next()).launched(ENGINE.process(), now);
        }
    }

    @Test
    void forgetsOldDeathsOfAnEngineThatProvedItself() {
        var serving = new Serving(ENGINE, T0, 9, T0);
        var death = serving.decide(sight(T0.plus(Duration.ofMinutes(6)), SETTINGS, false, null));
        assertThat(((BackingOff) death.next()).failures()).isEqualTo(1);
    }

    @Test
    void doesNotWaitWhenTheReasonToDieIsGone() {
        var waiting = new BackingOff(SETTINGS, 9, T0.plusSeconds(60));
        assertThat(waiting.decide(sight(T0, settings(1), false, null)).act()).isEqualTo(Act.LAUNCH);
        assertThat(waiting.decide(sight(T0, null, false, null)).next()).isEqualTo(new Stopped(null));
    }

    @Test
    void aSilentSocketIsAPauseFirstAndAConditionLater() {
        assertThat(SERVING.decide(sight(T0.plusSeconds(20), SETTINGS, true, null))
                        .next())
                .isEqualTo(SERVING);
        var silent = SERVING.decide(sight(T0.plusSeconds(31), SETTINGS, true, null));
        assertThat(silent.act()).isEqualTo(Act.NOTHING);
        assertThat(silent.next()).isInstanceOf(Starting.class);
        assertThat(silent.next()
                        .decide(sight(T0.plusSeconds(32), SETTINGS, true, "SERVING"))
                        .next())
                .isInstanceOf(Serving.class);
    }

    private static Sight sight(Instant now, @Nullable EngineSettings wanted, boolean alive, @Nullable String state) {
        var status = state == null ? null : new EngineStatus(state, null, null, null, null, null, null, null, null);
        return new Sight(now, new Sight.Wanted(true, wanted), alive, status, null, Sight.Key.HELD, backoff());
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(1));
    }

    private static EngineSettings settings(long restartCount) {
        return new EngineSettings(
                "5.0.9",
                "c",
                "dc1",
                "r1",
                "127.0.0.1",
                List.of(),
                List.of(),
                false,
                1,
                1,
                1,
                Map.of(),
                new EngineSettings.AdminRole("a", "h"),
                null,
                restartCount);
    }
}
