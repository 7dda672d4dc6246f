package io.kanesh.control.keys.local;

import io.kanesh.control.keys.control.KeySettings;
import io.kanesh.kms.KeyProbeMain;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.ProbeResult;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Probes a key in a process of its own with the machine image's KMS clients, so that the control plane itself never holds a client
 * with a project's identity, nor loads a cloud's libraries.
 */
@Component
public class ProbeProcess {
    private final KeySettings settings;

    ProbeProcess(KeySettings settings) {
        this.settings = settings;
    }

    /**
     * @param identity settings of the KMS client
     * @param context what a node's key would be bound to
     * @throws IOException with a sentence for the caller, when no probe could be made
     */
    public List<ProbeResult> probe(KeyReference key, Map<String, String> identity, Map<String, String> context)
            throws IOException {
        Path out = Files.createTempFile("kanesh-probe", ".out");
        Path err = Files.createTempFile("kanesh-probe", ".err");
        try {
            return probe(key, identity, context, out, err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The probe was interrupted", e);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private List<ProbeResult> probe(
            KeyReference key, Map<String, String> identity, Map<String, String> context, Path out, Path err)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        settings.probeClassPath(),
                        KeyProbeMain.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // The cloud's client finds its own credentials by some of these; our tokens and passwords are not among them.
        builder.environment().keySet().removeIf(name -> name.startsWith("KANESH_"));
        Process process = builder.start();
        try (var input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            request(key, identity, context).store(input, null);
        }
        if (!process.waitFor(settings.probeSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The probe had no end within " + settings.probeSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("The probe could not be made: " + lastLine(err));
        }
        var answer = new Properties();
        answer.load(new StringReader(Files.readString(out)));
        var values = new TreeMap<String, String>();
        answer.stringPropertyNames().forEach(name -> values.put(name, answer.getProperty(name)));
        return ProbeResult.fromValues(values);
    }

    private static Properties request(KeyReference key, Map<String, String> identity, Map<String, String> context) {
        var request = new Properties();
        request.setProperty("uri", key.uri());
        identity.forEach((name, value) -> request.setProperty("setting." + name, value));
        context.forEach((name, value) -> request.setProperty("context." + name, value));
        return request;
    }

    private static String lastLine(Path err) throws IOException {
        List<String> lines = Files.readAllLines(err).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }
}
