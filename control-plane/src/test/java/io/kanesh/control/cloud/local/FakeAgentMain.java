package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands in for an agent: lives until it is ended. When its machine's bootstrap document contains the word {@code engine}, it
 * also starts "an engine": itself again, with an engine's command line. When it contains {@code stubborn}, SIGTERM does not
 * end it.
 */
public final class FakeAgentMain {
    private FakeAgentMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("--machine")) {
            var machine = Path.of(arguments[1]);
            String bootstrap = Files.readString(machine.resolve("bootstrap.json"));
            if (bootstrap.contains("stubborn")) {
                Runtime.getRuntime().addShutdownHook(new Thread(FakeAgentMain::waitForEver));
            }
            if (bootstrap.contains("engine")) {
                startEngine(machine);
            }
        }
        waitForEver();
    }

    private static void startEngine(Path machine) throws IOException {
        new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeAgentMain.class.getName(),
                        "--home",
                        machine.resolve("data").toString()))
                .inheritIO()
                .start();
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
