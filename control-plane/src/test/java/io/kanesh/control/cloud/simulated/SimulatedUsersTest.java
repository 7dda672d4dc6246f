package io.kanesh.control.cloud.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.AgentTask;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedUsersTest {
    private static final String CREATE =
            "{\"name\":\"app\",\"create\":true,\"saltedHash\":\"one\",\"access\":[{\"keyspace\":\"*\",\"read\":true,"
                    + "\"write\":false,\"define\":false,\"unmask\":false}],\"withdrawn\":[]}";

    @TempDir
    private Path folder;

    private SimulatedUsers users;

    @BeforeEach
    void open() {
        users = new SimulatedUsers(folder.resolve("users"));
    }

    @Test
    void aUserIsCreatedOnceChangedAndDropped() {
        assertThat(outcome(AgentTask.USERS_PUT, CREATE)).isEqualTo("DONE");
        assertThat(outcome(AgentTask.USERS_PUT, CREATE))
                .as("the same request again")
                .isEqualTo("DONE");
        assertThat(outcome(AgentTask.USERS_PUT, CREATE.replace("one", "other"))).isEqualTo("EXISTS");
        assertThat(outcome(
                        AgentTask.USERS_PUT, "{\"name\":\"app\",\"expiresAt\":\"2030-01-01T00:00:00Z\",\"access\":[]}"))
                .isEqualTo("DONE");
        assertThat(listed("cl_a")).contains("\"access\":[]").contains("2030-01-01T00:00:00Z");
        assertThat(outcome(AgentTask.USERS_DROP, "{\"name\":\"app\"}")).isEqualTo("DONE");
        assertThat(outcome(AgentTask.USERS_DROP, "{\"name\":\"app\"}")).isEqualTo("MISSING");
        assertThat(outcome(AgentTask.USERS_PUT, "{\"name\":\"app\"}"))
                .as("a change of nobody")
                .isEqualTo("MISSING");
    }

    @Test
    void aRotationIsToldWithoutItsSecret() {
        outcome(AgentTask.USERS_PUT, CREATE);
        assertThat(outcome(
                        AgentTask.USERS_ROTATE,
                        "{\"name\":\"app\",\"saltedHash\":\"two\",\"formerUntil\":\"2030-01-01T00:00:00Z\"}"))
                .isEqualTo("DONE");
        assertThat(listed("cl_a")).contains("2030-01-01T00:00:00Z").doesNotContain("two");
    }

    @Test
    void usersOutliveTheControlPlaneAndEndWithTheirCluster() {
        outcome(AgentTask.USERS_PUT, CREATE);
        open();
        assertThat(listed("cl_a")).contains("\"name\":\"app\"");
        assertThat(listed("cl_b")).isEqualTo("[]");
        users.keepThoseOf(Set.of("cl_b"));
        open();
        assertThat(listed("cl_a")).isEqualTo("[]");
    }

    private String outcome(String kind, String request) {
        return answer("cl_a", kind, request).get("outcome");
    }

    private String listed(String cluster) {
        return answer(cluster, AgentTask.USERS_LIST, "{}").get("users");
    }

    private Map<String, String> answer(String cluster, String kind, String request) {
        var result = users.answer(cluster, new AgentTask("task_1", 1, kind, Map.of("request", request)));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.values()).containsKey("simulated");
        return result.values();
    }
}
