package io.kanesh.kms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link KeyProbeMain} or {@link KeyWrapMain} for a program that must not have a vendor's client on its own class path:
 * properties in, properties out, through pipes only, because keys may pass.
 */
public final class ClientProcess {
    private final String classPath;
    private final Duration within;

    /**
     * @param classPath where the KMS clients are
     * @param within how long one run may take
     */
    public ClientProcess(String classPath, Duration within) {
        this.classPath = classPath;
        this.within = within;
    }

    /** @throws IOException with a sentence that has the program's last words, when it gave no answer */
    public Properties run(Class<?> program, Properties request) throws IOException, InterruptedException {
        Path err = Files.createTempFile("kanesh-kms", ".err");
        try {
            return run(program, request, err);
        } finally {
            Files.delete(err);
        }
    }

    private Properties run(Class<?> program, Properties request, Path err) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        program.getName())
                .redirectError(err.toFile());
        // The cloud's client finds its own credentials by some of these; our tokens and passwords are not among them.
        builder.environment().keySet().removeIf(name -> name.startsWith("KANESH_"));
        Process process = builder.start();
        try {
            var said = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            try (var input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
                request.store(input, null);
            }
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the KMS client had no end within " + within.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the KMS client ended with " + process.exitValue() + ": " + lastLine(err));
            }
            var answer = new Properties();
            answer.load(new StringReader(said.join()));
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String lastLine(Path err) throws IOException {
        List<String> lines = Files.readAllLines(err).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }
}
