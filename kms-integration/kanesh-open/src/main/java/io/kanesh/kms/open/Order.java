package io.kanesh.kms.open;

import io.kanesh.kms.KeyReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for on the command line.
 *
 * @param keyring folder with keyring.1 and keyring.2
 * @param from a folder of encrypted files, or one such file
 * @param into where the plaintext goes; made when it is not there
 * @param key which master key opens the node key; null takes the only one that the keyring names
 * @param settings of the KMS client, as its README lists them
 */
record Order(Path keyring, Path from, Path into, @Nullable KeyReference key, Map<String, String> settings) {

    static final String USAGE = """
            Writes the plaintext of a node's encrypted files.

              java -jar kanesh-open.jar --keyring FOLDER --from FOLDER|FILE --into FOLDER [--key URI] [--settings FILE]

              --keyring   the folder with the node's keyring.1 and keyring.2
              --from      the node's data folder, a backup of it, or one file
              --into      where the plaintext goes; existing files are never overwritten
              --key       the master key (AWS ARN, Google Cloud key name or kanesh-local://…); needed when the
                          keyring names several
              --settings  a properties file for the KMS client; without it AWS and Google use your own credentials,
                          as their command lines do. The local KMS needs address, principal and secret

            Ends with 0 when every file was opened, 1 when some were refused, 2 when nothing could be done.
            """;

    private static final Set<String> OPTIONS = Set.of("--keyring", "--from", "--into", "--key", "--settings");

    /** A command line that cannot be followed; the message says why. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Order of(String... arguments) throws Wrong, IOException {
        var given = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new Wrong("'" + arguments[i] + "' is no option");
            }
            if (i + 1 == arguments.length) {
                throw new Wrong(arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        var from = Path.of(required(given, "--from"));
        if (!Files.exists(from)) {
            throw new Wrong("--from: there is no " + from);
        }
        var key = given.get("--key");
        try {
            return new Order(
                    Path.of(required(given, "--keyring")),
                    from,
                    Path.of(required(given, "--into")),
                    key == null ? null : KeyReference.parse(key),
                    settings(given.get("--settings")));
        } catch (IllegalArgumentException noKey) {
            throw new Wrong("--key: " + noKey.getMessage());
        }
    }

    private static String required(Map<String, String> given, String option) throws Wrong {
        var value = given.get(option);
        if (value == null) {
            throw new Wrong(option + " is missing");
        }
        return value;
    }

    private static Map<String, String> settings(@Nullable String file) throws IOException {
        var read = new Properties();
        if (file != null) {
            try (var in = Files.newBufferedReader(Path.of(file))) {
                read.load(in);
            }
        }
        var settings = new HashMap<String, String>();
        read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name)));
        return settings;
    }
}
