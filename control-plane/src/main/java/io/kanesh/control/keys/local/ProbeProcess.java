package io.kanesh.control.keys.local;

import io.kanesh.control.keys.control.KeySettings;
import io.kanesh.kms.ClientProcess;
import io.kanesh.kms.KeyProbeMain;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Probes a key in a process of its own with the machine image's KMS clients, so that the control plane itself never holds a client
 * with a project's identity, nor loads a cloud's libraries.
 */
@Component
public class ProbeProcess {
    private final ClientProcess process;

    ProbeProcess(KeySettings settings) {
        this.process = new ClientProcess(settings.probeClassPath(), Duration.ofSeconds(settings.probeSeconds()));
    }

    /**
     * @param identity settings of the KMS client
     * @param context what a node's key would be bound to
     * @throws IOException with a sentence for the caller, when no probe could be made
     */
    public List<ProbeResult> probe(KeyReference key, Map<String, String> identity, Map<String, String> context)
            throws IOException {
        try {
            Properties answer = process.run(KeyProbeMain.class, request(key, identity, context));
            var values = new TreeMap<String, String>();
            answer.stringPropertyNames().forEach(name -> values.put(name, answer.getProperty(name)));
            return ProbeResult.fromValues(values);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The probe was interrupted", e);
        } catch (IOException fault) {
            throw new IOException("The probe could not be made: " + fault.getMessage(), fault);
        }
    }

    private static Properties request(KeyReference key, Map<String, String> identity, Map<String, String> context) {
        var request = new Properties();
        request.setProperty("uri", key.uri());
        identity.forEach((name, value) -> request.setProperty("setting." + name, value));
        context.forEach((name, value) -> request.setProperty("context." + name, value));
        return request;
    }
}
