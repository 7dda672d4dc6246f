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
        var one = KeptFigures.of(environment, folder.resolve("one/engine"), "settings");
        one.add("kanesh", 4_000);
        one.add("defaults", 2_000, 0.5);
        KeptFigures.of(environment, folder.resolve("one/engine"), "settings").add("kanesh", 4_100);

        assertThat(one.all())
                .isEqualTo(Map.of(
                        "kanesh",
                        List.of(List.of(4_000.0), List.of(4_100.0)),
                        "defaults",
                        List.of(List.of(2_000.0, 0.5))));
        assertThat(KeptFigures.of(environment, folder.resolve("other/engine"), "settings")
                        .all())
                .isEmpty();
        assertThat(KeptFigures.of(environment, folder.resolve("one/engine"), "revoke")
                        .all())
                .isEmpty();
    }
}
