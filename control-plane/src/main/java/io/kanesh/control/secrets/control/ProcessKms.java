package io.kanesh.control.secrets.control;

import io.kanesh.kms.ClientProcess;
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
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

/**
 * A cloud's KMS through processes of their own ({@link KeyWrapMain} with the machine image's clients), so that no vendor's library is
 * on the control plane's class path. Wraps and opens; what else a KMS can do is not needed here.
 */
final class ProcessKms implements Kms {
    private static final String FAULT = "fault.";

    private final Map<String, String> settings;
    private final ClientProcess process;

    ProcessKms(SecretsSettings settings) {
        this.settings = settings.settings();
        this.process = new ClientProcess(settings.classPath(), Duration.ofSeconds(settings.seconds()));
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
        settings.forEach((name, value) -> request.setProperty("setting." + name, value));
        context.entries().forEach((name, value) -> request.setProperty("context." + name, value));
        Properties answer;
        try {
            answer = process.run(KeyWrapMain.class, request);
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
