package io.kanesh.control.runbook;

import static org.awaitility.Awaitility.await;

import io.kanesh.control.ControlPlane;
import io.kanesh.control.TestPostgres.Database;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.shared.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A control plane in a process of its own that starts one run and hangs in its step {@code three}. */
final class TakeoverVictim {
    private static final Problem NO = Problem.of("late", Problem.Kind.CONFLICT, "a zombie says no");

    private TakeoverVictim() {}

    /** @param args directory, name of the world, database's URL, user, password */
    public static void main(String[] args) throws IOException {
        var directory = Path.of(args[0]);
        ProbeWorld.named(args[1]).on("three", context -> hang(directory, context.fence()));
        var context = new SpringApplicationBuilder(ControlPlane.class)
                .run(arguments(new Database(args[2], args[3], args[4]), directory.resolve("victim")));
        var id = context.getBean(Runs.class)
                .start(
                        ProbeRunbook.class,
                        new Subject("probe", args[1]),
                        new ProbeRunbook.Input(args[1]),
                        new Origin(null, null, "victim"))
                .match(given -> given, problems -> {
                    throw new IllegalStateException(problems.toString());
                });
        Files.writeString(directory.resolve("run"), id.value());
    }

    static String[] arguments(Database database, Path home) {
        return new String[] {
            "--kanesh.port=0",
            "--server.port=0",
            "--kanesh.agent-port=0",
            "--kanesh.home=" + home,
            "--kanesh.database.url=" + database.url(),
            "--kanesh.database.user=" + database.user(),
            "--kanesh.database.password=" + database.password()
        };
    }

    private static Outcome hang(Path directory, long fence) {
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(directory.resolve("run")));
            Files.writeString(directory.resolve("hanging-with-fence"), String.valueOf(fence));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofMinutes(5)).until(() -> Files.exists(directory.resolve("release")));
        return Outcome.refused(NO);
    }
}
