package io.kanesh.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A changed message shows as a diff of the checked-in schema. Agents and control planes of neighbouring versions talk to each other,
 * so: add nullable components, never rename or remove one.
 */
class ProtocolSchemaTest {
    private static final Path CHECKED_IN = Path.of("agent-protocol.schema.json");

    @Test
    void theCheckedInSchemaIsTheClasses() throws IOException {
        var schema = ProtocolSchema.of(List.of(
                BootstrapDocument.class,
                EnrolRequest.class,
                CertificateRequest.class,
                CertificateAnswer.class,
                Instructions.class,
                NodeReport.class,
                TaskResult.class));
        if ("update".equals(System.getProperty("kanesh.golden"))) {
            Files.writeString(CHECKED_IN, schema);
        }
        assertThat(CHECKED_IN).as("generate it with -Dkanesh.golden=update").exists();
        assertThat(schema).as("generate it with -Dkanesh.golden=update").isEqualTo(Files.readString(CHECKED_IN));
    }
}
