package io.kanesh.control.database.control;

import io.kanesh.control.database.Snippet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The client examples of the guides, which the build puts beside our classes: there is one text of each. */
@Component
public class Snippets {
    private static final String FOLDER = "connect/";

    private static final List<String> FILES = List.of(
            "Connect.java", "connect.go", "connect.js", "connect.py", "cqlsh.sh", "go.mod", "go.sum", "README.md");

    /** One per language. */
    public List<Snippet> all() {
        return List.of(
                snippet("cqlsh", "cqlsh.sh", "pip install cqlsh==6.2.2", "sh cqlsh.sh"),
                snippet(
                        "Java",
                        "Connect.java",
                        "org.apache.cassandra:java-driver-core:4.19.0 on the class path",
                        "java -cp 'lib/*' Connect.java"),
                snippet("Python", "connect.py", "pip install cassandra-driver==3.30.1", "python3 connect.py"),
                snippet("Go", "connect.go", "the modules of go.mod", "go run ."),
                snippet("Node.js", "connect.js", "npm install cassandra-driver@4.10.0", "node connect.js"));
    }

    /** Every file of the examples by name, in the order of the bundle. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        FILES.forEach(file -> files.put(file, read(file)));
        return files;
    }

    private static Snippet snippet(String language, String file, String needs, String run) {
        return new Snippet(language, file, needs, run, read(file));
    }

    private static String read(String file) {
        try (var stream = new ClassPathResource(FOLDER + file).getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("the client example " + file + " is not in this build", missing);
        }
    }
}
