package io.kanesh.control.secrets.control;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.GeneratedKey;
import io.kanesh.kms.KeyDescription;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyWrapMain;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsReceipt;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.UnwrappedKey;
import io.kanesh.kms.WrappedKey;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A cloud's KMS through processes of their own ({@link KeyWrapMain} with the machine image's clients), so that no vendor's library is
 * on the control plane's class path. Wraps and opens; what else a KMS can do is not needed here.
 */
final class ProcessKms implements Kms {
    private static final String FAULT = "fault.";

    private final SecretsSettings settings;

    ProcessKms(SecretsSettings settings) {
        this.settings = settings;
    }

    @Override
    public GeneratedKey generateDataKey(KeyReference key, EncryptionContext context) {
        Properties answer = call("generate", key, context, new Properties());
        return new GeneratedKey(secret(answer), wrapped(key, answer), KmsReceipt.NONE);
    }

    @Override
    public WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context) {
        var request = new Properties();
        request.setProperty("plaintext", plaintext.use(ProcessKms::text));
        return wrapped(key, call("encrypt", key, context, request));
    }

    @Override
    public UnwrappedKey decrypt(WrappedKey wrapped, EncryptionContext context) {
        var request = new Properties();
        request.setProperty("blob", text(wrapped.blob()));
        request.setProperty("version", wrapped.keyVersion());
        Properties answer = call("decrypt", wrapped.key(), context, request);
        return new UnwrappedKey(
                secret(answer), new KmsReceipt(answer.getProperty("request", ""), wrapped.keyVersion()));
    }

    @Override
    public KeyDescription describe(KeyReference key) {
        throw new UnsupportedOperationException("The installation's master key is used, not described");
    }

    @Override
    public WrappedKey reEncrypt(
            WrappedKey wrapped, EncryptionContext context, KeyReference target, EncryptionContext targetContext) {
        throw new UnsupportedOperationException("The installation's key is opened by one KMS and wrapped by another");
    }

    @Override
    public void close() {
        // Nothing stays open between two calls.
    }

    private Properties call(String operation, KeyReference key, EncryptionContext context, Properties request) {
        request.setProperty("operation", operation);
        request.setProperty("uri", key.uri());
        settings.settings().forEach((name, value) -> request.setProperty("setting." + name, value));
        context.entries().forEach((name, value) -> request.setProperty("context." + name, value));
        Properties answer;
        try {
            answer = run(request);
        } catch (IOException fault) {
            throw new KmsFault(FaultClass.OURS, operation, "NoAnswer", String.valueOf(fault.getMessage()), "", fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KmsFault(FaultClass.OURS, operation, "Interrupted", "stopping", "", stopping);
        }
        String refused = answer.getProperty(FAULT + "class");
        if (refused != null) {
            throw new KmsFault(
                    FaultClass.valueOf(refused),
                    operation,
                    answer.getProperty(FAULT + "code"),
                    answer.getProperty(FAULT + "words"),
                    answer.getProperty(FAULT + "request"),
                    null);
        }
        return answer;
    }

    private Properties run(Properties request) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        settings.classPath(),
                        KeyWrapMain.class.getName())
                .redirectError(Redirect.INHERIT);
        // The cloud's client finds its own credentials by some of these; our tokens and passwords are not among them.
        builder.environment().keySet().removeIf(name -> name.startsWith("KANESH_"));
        Process process = builder.start();
        try {
            try (var input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
                request.store(input, null);
            }
            if (!process.waitFor(settings.seconds(), TimeUnit.SECONDS)) {
                throw new IOException("the KMS client had no end within " + settings.seconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the KMS client ended with " + process.exitValue());
            }
            var answer = new Properties();
            answer.load(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }

    private static SecretBytes secret(Properties answer) {
        return SecretBytes.adopt("the installation", Base64.getDecoder().decode(answer.getProperty("plaintext", "")));
    }

    private static WrappedKey wrapped(KeyReference key, Properties answer) {
        return new WrappedKey(
                key, answer.getProperty("version", ""), Base64.getDecoder().decode(answer.getProperty("blob", "")));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
