package io.kanesh.kms;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;

/**
 * One wrapping or unwrapping as a process of its own, for a program that must not have a vendor's client on its class path. Reads
 * properties from its input: {@code operation} ({@code generate}, {@code encrypt}, {@code decrypt}), {@code uri}, {@code
 * setting.<name>} (see the provider), {@code context.<name>}, and base 64 in {@code plaintext} or {@code blob}. Writes {@code
 * plaintext}, {@code blob}, {@code version} and {@code request}, or {@code fault.class}, {@code fault.code}, {@code fault.words}
 * and {@code fault.request} to its output and ends with 0; with 2 and a sentence on the error output when it was asked wrongly.
 * Keys pass through pipes only: never through arguments, the environment or files.
 */
public final class KeyWrapMain {

    private KeyWrapMain() {}

    public static void main(String[] arguments) throws IOException {
        var input = new Properties();
        input.load(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            answer(input).store(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), null);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private static Properties answer(Properties input) {
        var key = KeyReference.parse(input.getProperty("uri", ""));
        var context = EncryptionContext.of(PrefixedProperties.of(input, "context."));
        var output = new Properties();
        try (var kms = KmsProvider.openFor(key, PrefixedProperties.of(input, "setting."))) {
            run(kms, key, context, input, output);
        } catch (KmsFault fault) {
            output.clear();
            output.setProperty("fault.class", fault.faultClass().name());
            output.setProperty("fault.code", fault.code());
            output.setProperty("fault.words", String.valueOf(fault.getMessage()));
            output.setProperty("fault.request", fault.requestId());
        }
        return output;
    }

    private static void run(Kms kms, KeyReference key, EncryptionContext context, Properties input, Properties output) {
        var operation = input.getProperty("operation", "");
        switch (operation) {
            case "generate" -> {
                var made = kms.generateDataKey(key, context);
                wrapped(made.wrapped(), output);
                plain(made.secret(), output);
            }
            case "encrypt" -> {
                var bytes = Base64.getDecoder().decode(input.getProperty("plaintext", ""));
                try (var secret = SecretBytes.adopt("the one who asks", bytes)) {
                    wrapped(kms.encrypt(key, secret, context), output);
                }
            }
            case "decrypt" -> {
                var blob = Base64.getDecoder().decode(input.getProperty("blob", ""));
                var opened = kms.decrypt(new WrappedKey(key, input.getProperty("version", ""), blob), context);
                output.setProperty("request", opened.receipt().requestId());
                plain(opened.secret(), output);
            }
            default ->
                throw new IllegalArgumentException(
                        "The operation '" + operation + "' is none of generate, encrypt, decrypt");
        }
    }

    private static void wrapped(WrappedKey wrapped, Properties output) {
        output.setProperty("blob", Base64.getEncoder().encodeToString(wrapped.blob()));
        output.setProperty("version", wrapped.keyVersion());
    }

    private static void plain(SecretBytes secret, Properties output) {
        try (secret) {
            var text = secret.<byte[]>use(live -> Base64.getEncoder().encode(live));
            output.setProperty("plaintext", new String(text, StandardCharsets.US_ASCII));
            Arrays.fill(text, (byte) 0);
        }
    }
}
