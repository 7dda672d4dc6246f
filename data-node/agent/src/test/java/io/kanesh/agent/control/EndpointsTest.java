package io.kanesh.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.DurableFile;
import io.kanesh.agent.Json;
import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.agent.api.Instructions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    private static final String A = "https://127.0.0.1:1001";
    private static final String B = "https://127.0.0.1:1002";
    private static final String C = "https://127.0.0.1:1003";

    @TempDir
    Path directory;

    private DurableFile file;

    @BeforeEach
    void open() {
        file = new DurableFile(directory.resolve("endpoints.json"));
    }

    @Test
    void theOneThatAnswersIsCalledFirstAlsoByTheNextProcess() {
        var endpoints = endpoints(1);
        assertThat(endpoints.order()).containsExactly(A);
        endpoints.told(List.of(A, B, C));
        var first = endpoints.order().get(0);
        var other = endpoints.order().get(1);
        endpoints.moved(first, other);

        assertThat(endpoints.order()).hasSize(3).startsWith(other);
        assertThat(endpoints(2).order()).hasSize(3).startsWith(other);
    }

    @Test
    void aSlowCallThatFailsLateMovesNobodyBack() {
        var endpoints = endpoints(1);
        endpoints.told(List.of(A, B));
        var first = endpoints.order().get(0);
        var other = endpoints.order().get(1);
        endpoints.moved(first, other);
        endpoints.moved(first, first);
        endpoints.moved(first, C);
        assertThat(endpoints.order()).startsWith(other);
    }

    @Test
    void aNewOneGetsItsShareOfTheAgents() {
        var calls = IntStream.range(0, 300)
                .mapToObj(seed -> {
                    var endpoints = new Endpoints(
                            new DurableFile(directory.resolve(seed + ".json")), List.of(A), new SplittableRandom(seed));
                    endpoints.told(List.of(A, B));
                    endpoints.told(List.of(A, B, C));
                    return endpoints.order().get(0);
                })
                .collect(Collectors.groupingBy(endpoint -> endpoint, Collectors.counting()));
        assertThat(calls).containsOnlyKeys(A, B, C);
        assertThat(calls.values()).allMatch(count -> count > 60);
    }

    @Test
    void thoseOfTheLaunchAreNeverForgottenAndOneThatIsNotListedIsLeft() {
        var endpoints = endpoints(1);
        endpoints.told(List.of(B));
        assertThat(endpoints.order()).containsExactly(B, A);
        endpoints.told(List.of());
        assertThat(endpoints.order()).containsExactly(B, A);
    }

    @Test
    void whatIsNoAddressIsNotTaken() {
        var endpoints = endpoints(1);
        endpoints.told(List.of("http://127.0.0.1:1", "https://", "file:///etc/passwd", "https://no port", "nonsense"));
        assertThat(endpoints.order()).containsExactly(A);
    }

    @Test
    void whatAnOlderControlPlaneSaysIsUnderstood() throws IOException {
        var document = "{\"machineId\":\"i-1\",\"nodeId\":\"nd_1\",\"agentEndpoint\":\"" + A
                + "\",\"trustedCaPem\":\"\",\"enrolmentToken\":\"t\"}";
        assertThat(Json.read(document, BootstrapDocument.class).agentEndpoints())
                .containsExactly(A);
        assertThat(Json.read("{\"tasks\":[]}", Instructions.class).endpoints()).isEmpty();
    }

    private Endpoints endpoints(long seed) {
        return new Endpoints(file, List.of(A), new SplittableRandom(seed));
    }
}
