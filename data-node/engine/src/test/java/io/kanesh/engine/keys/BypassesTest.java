package io.kanesh.engine.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.engine.EngineMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BypassesTest {
    private static final Map<String, String> CLOSED = Map.of(
            "HeapDumpOnOutOfMemoryError", "false",
            "HeapDumpBeforeFullGC", "false",
            "HeapDumpAfterFullGC", "false",
            "CreateCoredumpOnCrash", "false",
            "DisableAttachMechanism", "true");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:/tmp/spy.jar",
                "-agentlib:jdwp=transport=dt_socket",
                "-agentpath:/tmp/spy.so",
                "-Xrunjdwp:server=y",
                "-Dcom.sun.management.jmxremote.port=7199",
                "-Dcassandra.jmx.local.port=7199",
                "-XX:StartFlightRecording=filename=/tmp/x.jfr"
            })
    void anArgumentThatOpensTheProcessIsNamed(String argument) {
        assertThat(Bypasses.open(List.of("-Xmx512m", argument), CLOSED))
                .singleElement()
                .asString()
                .startsWith(argument + " (");
    }

    @Test
    void everyFlagThatDumpsIsNamedAndTheUsualOptionsAreNot() {
        assertThat(Bypasses.open(List.of("-Xmx512m", "-XX:+UseG1GC", "-Dcassandra.config=file:/x"), CLOSED))
                .isEmpty();
        CLOSED.forEach((flag, closed) -> {
            var flags = new TreeMap<>(CLOSED);
            flags.put(flag, closed.equals("true") ? "false" : "true");
            assertThat(Bypasses.open(List.of(), flags))
                    .singleElement()
                    .asString()
                    .contains(flag);
        });
    }

    @Test
    void anEngineThatWouldDumpItsMemoryDoesNotRun() throws Exception {
        assertThat(said(List.of("-XX:+HeapDumpOnOutOfMemoryError")))
                .contains("engine cannot run", "-XX:+HeapDumpOnOutOfMemoryError", "-XX:-DisableAttachMechanism");
        assertThat(home).as("nothing was opened").isEmptyDirectory();
    }

    @Test
    void aCoreHasNoMemoryInIt() throws IOException {
        Bypasses.leaveNothingInCores();
        assertThat(Files.readString(Path.of("/proc/self/coredump_filter")).strip())
                .isEqualTo("00000000");
    }

    private String said(List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                EngineMain.class.getName(),
                "--home",
                home.toString(),
                "--socket",
                home.resolve("s").toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(2);
            return text;
        }
    }
}
