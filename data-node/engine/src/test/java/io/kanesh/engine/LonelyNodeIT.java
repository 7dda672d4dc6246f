package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The first of three nodes, whose peers never come. */
class LonelyNodeIT {

    @Test
    void itSaysForWhomItWaitsAndEndsWhenToldTo() throws IOException, InterruptedException {
        try (TestCluster cluster = new TestCluster(3, 2, 1L << 30)) {
            EngineProcess engine = cluster.engine(0);
            cluster.launch(0);
            await().atMost(EngineProcess.PATIENCE)
                    .until(() -> engine.status().path("waitingFor").asText(), waiting -> waiting.endsWith("3 seeds"));
            assertThat(engine.status().path("state").asText()).isEqualTo("STARTING");
            assertThat(engine.status().path("waitingFor").asText())
                    .contains(cluster.settings(1).address(), cluster.settings(2).address())
                    .doesNotContain(cluster.settings(0).address());
            try (EngineProcess second = new EngineProcess(engine.home().getParent())) {
                second.launch();
                assertThat(second.running().waitFor()).isEqualTo(2);
            }
            assertThat(Files.readString(engine.output())).contains("another engine runs on");
            assertThat(engine.stop()).isZero();
        }
    }
}
