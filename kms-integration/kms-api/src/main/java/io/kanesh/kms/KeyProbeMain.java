package io.kanesh.kms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * A {@link KeyProbe} as a process of its own, so that whoever asks for it never holds the identity's client. Reads properties
 * from its input: {@code uri}, {@code setting.<name>} (see the provider), {@code context.<name>}. Writes the results as
 * properties to its output and ends with 0; with 2 and a sentence on the error output when it was asked wrongly.
 */
public final class KeyProbeMain {

    private static final String SETTING = "setting.";
    private static final String CONTEXT = "context.";

    private KeyProbeMain() {}

    public static void main(String[] arguments) throws IOException {
        var input = new Properties();
        input.load(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            var key = KeyReference.parse(input.getProperty("uri", ""));
            var output = new Properties();
            try (var kms = KmsProvider.openFor(key, PrefixedProperties.of(input, SETTING))) {
                var context = EncryptionContext.of(PrefixedProperties.of(input, CONTEXT));
                output.putAll(ProbeResult.toValues(KeyProbe.run(kms, key, context)));
            }
            output.store(new java.io.OutputStreamWriter(System.out, StandardCharsets.UTF_8), null);
        } catch (IllegalArgumentException | KmsFault wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }
}
