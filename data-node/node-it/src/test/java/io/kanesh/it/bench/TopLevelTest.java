package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopLevelTest {
    @TempDir
    Path folder;

    @Test
    void aSettingGoesWithEverythingBelowIt() {
        var yaml =
                "cluster_name: c\nauthenticator:\n  class_name: x\nseeds:\n- one\n- two\nrole_manager: {class_name: y}\nend: 1\n";

        assertThat(TopLevel.only(
                        yaml, name -> !List.of("authenticator", "role_manager").contains(name)))
                .isEqualTo("cluster_name: c\nseeds:\n- one\n- two\nend: 1\n");
    }

    @Test
    void ratesOfSeveralRunsAreKeptTogetherAndThoseOfAnotherBuildApart() throws IOException {
        var environment = Map.of("KANESH_HOME", folder.toString());
        KeptRates.of(environment, folder.resolve("one/engine")).add("kanesh", 4_000);
        KeptRates.of(environment, folder.resolve("one/engine")).add("defaults", 2_000);
        KeptRates.of(environment, folder.resolve("one/engine")).add("kanesh", 4_100);

        assertThat(KeptRates.of(environment, folder.resolve("one/engine")).all())
                .isEqualTo(Map.of("kanesh", List.of(4_000, 4_100), "defaults", List.of(2_000)));
        assertThat(KeptRates.of(environment, folder.resolve("other/engine")).all())
                .isEmpty();
    }
}
