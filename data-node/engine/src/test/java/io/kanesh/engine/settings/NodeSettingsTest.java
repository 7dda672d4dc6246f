package io.kanesh.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.EngineSettings.AdminRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.cassandra.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -Dgolden.write=true} writes the checked-in files anew. */
class NodeSettingsTest {

    private static final long GIB = 1L << 30;
    private static final Home HOME = new Home(Path.of("/machine/data"));

    @ParameterizedTest
    @CsvSource({"small, 2, 512, 4", "medium, 8, 8192, 900", "large, 32, 31744, 7500"})
    void writesTheGoldenConfiguration(String name, int vcpus, int heapMib, long quotaGib) throws IOException {
        String yaml = ConfigurationFiles.yaml(NodeSettings.of(machine(vcpus, heapMib, quotaGib), HOME, 10_000 * GIB));
        assertGolden(Path.of("src/test/resources/golden/cassandra-" + name + ".yaml"), yaml);
    }

    @Test
    void theGuideIsFresh() throws IOException {
        assertGolden(Path.of("../../docs/guides/node-settings.md"), SettingsGuide.text(HOME));
    }

    @Test
    void everySettingIsOneOfCassandras() {
        var known = java.util.Arrays.stream(Config.class.getFields())
                .map(java.lang.reflect.Field::getName)
                .collect(Collectors.toSet());
        assertThat(NodeSettings.of(machine(2, 512, 4), HOME, 100 * GIB))
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .allMatch(known::contains);
    }

    @Test
    void aQuotaAboveTheDiskIsTheDisk() {
        assertThat(value(NodeSettings.of(machine(2, 512, 900), HOME, 5 * GIB), "data_disk_usage_max_disk_size"))
                .isEqualTo(5 * GIB + "B");
    }

    @Test
    void aJoiningNodeGetsUnplannedTokens() {
        EngineSettings joining = new EngineSettings(
                "5.0.9",
                "cl_1",
                "dc1",
                "r1",
                "127.1.0.4",
                List.of("127.1.0.1"),
                List.of(),
                true,
                512,
                2,
                GIB,
                Map.of("dc1", 3),
                new AdminRole("admin", "$2a$10$x"),
                null,
                0);
        List<Setting> settings = NodeSettings.of(joining, HOME, 100 * GIB);
        assertThat(value(settings, "num_tokens")).isEqualTo(16);
        assertThat(value(settings, "auto_bootstrap")).isEqualTo(true);
        assertThat(settings).extracting(Setting::name).doesNotContain("initial_token");
    }

    private static Object value(List<Setting> settings, String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    static EngineSettings machine(int vcpus, int heapMib, long quotaGib) {
        return new EngineSettings(
                "5.0.9",
                "cl_1",
                "dc1",
                "r1",
                "127.1.0.1",
                List.of("127.1.0.1", "127.1.0.2", "127.1.0.3"),
                List.of("-3", "4"),
                false,
                heapMib,
                vcpus,
                quotaGib * GIB,
                Map.of("dc1", 3),
                new AdminRole("admin", "$2a$10$x"),
                null,
                0);
    }

    private static void assertGolden(Path file, String text) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
