package io.kanesh.control.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerUserTest {
    @Test
    void theServerInheritsNoSecretOfOurs() {
        var environment =
                new HashMap<>(Map.of("PATH", "/bin", "KANESH_ADMIN_TOKEN", "t", "KANESH_DATABASE_PASSWORD", "p"));
        ServerUser.keepOurSecrets(environment);
        assertThat(environment).containsOnlyKeys("PATH");
    }
}
