package io.kanesh.control.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.kanesh.control.ControlPlane;
import io.kanesh.control.TestPostgres;
import io.kanesh.control.TestPostgres.Database;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.secrets.TestSecrets;
import io.kanesh.control.shared.Id.OperationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two control planes on one database, in two processes: one dies, or only seems to. */
class TakeoverTest {
    private static final Logger LOG = LoggerFactory.getLogger(TakeoverTest.class);

    private final Database database = TestPostgres.freshDatabase();

    @TempDir
    private Path directory;

    private ConfigurableApplicationContext survivor;
    private Runs runs;

    @BeforeEach
    void startTheSurvivor() {
        survivor = new SpringApplicationBuilder(ControlPlane.class)
                .run(TakeoverVictim.arguments(database, directory.resolve("survivor")));
        runs = survivor.getBean(Runs.class);
        // The other one shall be the first to have the run.
        survivor.getBean(Scheduler.class).pause();
    }

    @AfterEach
    void stopTheSurvivor() {
        survivor.close();
    }

    @Test
    void theRunOfAKilledProcessGoesOnInAnother() throws Exception {
        var victim = victimInTheMiddleOf("killed");
        try {
            survivor.getBean(Scheduler.class).resume();
            victim.process().destroyForcibly().waitFor();
            var killedAt = System.nanoTime();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> find(victim.run()).state() == State.SUCCEEDED);
            var took = Duration.ofNanos(System.nanoTime() - killedAt);

            LOG.info(
                    "bench runbook: {} ms from kill -9 of one of two control planes to the end of its run",
                    took.toMillis());
            assertThat(ProbeWorld.named("killed").events()).containsExactly("three", "four");
            // 8 s of missed heartbeats are the most of it; the bound leaves room for a machine that is busy.
            assertThat(took).as("from the kill to the end").isLessThan(Duration.ofSeconds(60));
        } finally {
            victim.process().destroyForcibly();
        }
    }

    @Test
    void whatAZombieFoundOutIsRefused() throws Exception {
        var victim = victimInTheMiddleOf("hung");
        try {
            survivor.getBean(Scheduler.class).resume();
            signal(victim.process(), "STOP");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> find(victim.run()).state() == State.SUCCEEDED);
            var fenceOfTheOther = ProbeWorld.named("hung").contexts().get(0).fence();

            signal(victim.process(), "CONT");
            Files.writeString(directory.resolve("release"), "");
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            Files.readString(victim.log()).contains("was taken over; the result of three is dropped"));

            var run = find(victim.run());
            assertThat(run.state()).isEqualTo(State.SUCCEEDED);
            assertThat(run.steps()).extracting(Run.StepView::state).containsOnly(StepState.DONE);
            assertThat(run.steps().get(4).attempts()).isEqualTo(2);
            assertThat(fenceOfTheOther)
                    .isGreaterThan(Long.parseLong(Files.readString(directory.resolve("hanging-with-fence"))));
        } finally {
            victim.process().destroyForcibly();
        }
    }

    private record Victim(Process process, OperationId run, Path log) {}

    /** Another control plane, in a step that does not end before the file {@code release} is there. */
    private Victim victimInTheMiddleOf(String world) throws IOException {
        var log = directory.resolve("victim.log");
        shareSecrets();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TakeoverVictim.class.getName(),
                        directory.toString(),
                        world,
                        database.url(),
                        database.user(),
                        database.password())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var hanging = directory.resolve("hanging-with-fence");
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return Files.exists(hanging) && !Files.readString(hanging).isEmpty();
        });
        var id = new OperationId(Files.readString(directory.resolve("run")));
        return new Victim(process, id, log);
    }

    /** Two control planes are one installation: what one sealed in the database, the other must open. */
    private void shareSecrets() throws IOException {
        TestSecrets.share(directory.resolve("survivor"), directory.resolve("victim"));
    }

    private Run find(OperationId id) {
        return runs.find(id).orElseThrow();
    }

    private static void signal(Process process, String name) throws Exception {
        var kill = new ProcessBuilder(List.of("kill", "-" + name, String.valueOf(process.pid()))).start();
        assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
