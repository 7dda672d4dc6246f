package io.kanesh.control.postgres.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.postgres.server.LocalPostgres;
import io.kanesh.control.runbook.ProbeRunbook;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Hint;
import io.kanesh.control.shared.Hints;
import io.kanesh.control.shared.Id.OperationId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two control planes on one database of our own launcher. The first executes nothing and the second never looks by itself, so
 * that only a hint can bring a run from one to the other.
 */
class TwoControlPlanesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Queue<Hint> HEARD = new ConcurrentLinkedQueue<>();

    private static TwoControlPlanes both;
    private static LocalPostgres postgres;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void start() throws IOException {
        both = TwoControlPlanes.start();
        postgres = both.postgres();
        first = both.first();
        second = both.second();
        second.addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof Hint hint) {
                HEARD.add(hint);
            }
        });
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    @Test
    void aRunThatOneQueuesBeginsInTheOtherAtOnce() {
        awaitRunOf("queued-here");
    }

    @Test
    void aHintComesWithTheCommitAndToTheOthersOnly() {
        Hints hints = first.getBean(Hints.class);
        var transaction = new TransactionTemplate(first.getBean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            hints.give(new Hint("told", "rolled_back"));
            status.setRollbackOnly();
        });
        second.getBean(Hints.class).give(new Hint("told", "own"));
        transaction.executeWithoutResult(status -> hints.give(new Hint("told", "kept")));

        await().atMost(SOON).until(() -> HEARD.contains(new Hint("told", "kept")));
        assertThat(HEARD).doesNotContain(new Hint("told", "rolled_back"), new Hint("told", "own"));
    }

    @Test
    void aChangeThroughTheApiOfOneIsAnEventForTheStreamsOfTheOther() {
        HEARD.clear();
        both.api(first).post("/api/v1/projects", "{\"name\":\"seen-by-both\"}");

        await().atMost(SOON).until(() -> HEARD.contains(new Hint(Hint.EVENT, "")));
    }

    @Test
    void aKilledDatabaseServerComesBackAndNothingButAProblemIsSeenMeanwhile() throws Exception {
        Api api = both.api(first);
        long killed = postgres.pid();
        var seen = new TreeSet<Integer>();

        new ProcessBuilder("sh", "-c", "kill -9 " + killed).start().waitFor();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            var answer = api.get("/api/v1/projects");
            seen.add(answer.status());
            assertThat(answer.status()).isIn(List.of(200, 503));
            if (answer.status() == 503) {
                assertThat(answer.at("code")).isEqualTo("database-unavailable");
            }
            return answer.status() == 200 && postgres.pid() != killed;
        });

        assertThat(seen).contains(200);
        awaitRunOf("after-the-server-came-back");
    }

    /** Hints are lost while the listener connects again, so a new run is started until one is heard of. */
    private static void awaitRunOf(String world) {
        var number = new AtomicInteger();
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            OperationId run = start(world + number.incrementAndGet());
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> first.getBean(Runs.class)
                            .find(run)
                            .filter(found -> found.state() == State.SUCCEEDED)
                            .isPresent());
            return true;
        });
    }

    private static OperationId start(String world) {
        return first.getBean(Runs.class)
                .start(
                        ProbeRunbook.class,
                        new Subject("probe", world),
                        new ProbeRunbook.Input(world),
                        new Origin(null, null, "test"))
                .match(given -> given, problems -> {
                    throw new IllegalStateException(problems.toString());
                });
    }
}
