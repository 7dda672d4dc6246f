package io.kanesh.control.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every provider promises. A provider subscribes by extending this class. */
public abstract class CloudProviderContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A provider without machines; the same for the whole test. */
    protected abstract CloudProvider provider();

    /** A region and an instance type that the provider has room for, three at a time. */
    protected abstract String region();

    protected abstract String instanceType();

    /** A request for the first zone. */
    protected final MachineRequest request(String token, Map<String, String> tags) {
        return new MachineRequest(
                token, region(), provider().zones(region()).get(0), instanceType(), "{\"token\":\"secret\"}", tags);
    }

    protected final Machine awaitState(String machineId, Machine.State state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> provider().describe(machineId),
                        machine -> machine.filter(m -> m.state() == state).isPresent())
                .orElseThrow();
    }

    @Test
    void aRegionHasAtLeastThreeZonesAndAnUnknownOneIsRefused() {
        assertThat(provider().zones(region()))
                .hasSizeGreaterThanOrEqualTo(3)
                .isSorted()
                .doesNotHaveDuplicates();
        assertPermanent(() -> provider().zones("no-such-region"));
    }

    @Test
    void aMachineIsPendingWithoutAddressThenRunsWithOne() {
        Machine launched = provider().launch(request("first", Map.of("node", "nd_1")));

        assertThat(launched.zone()).isEqualTo(provider().zones(region()).get(0));
        assertThat(launched.instanceType()).isEqualTo(instanceType());
        assertThat(launched.tags()).isEqualTo(Map.of("node", "nd_1"));
        Machine running = awaitState(launched.id(), Machine.State.RUNNING);
        assertThat(running.address()).isNotBlank();
    }

    @Test
    void machinesHaveAddressesOfTheirOwn() {
        List<String> ids = List.of("a", "b", "c").stream()
                .map(token -> provider().launch(request(token, Map.of())).id())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream()
                        .map(id -> Objects.requireNonNull(
                                awaitState(id, Machine.State.RUNNING).address())))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneTokenIsOneMachineForEver() {
        Machine first = provider().launch(request("same", Map.of("a", "b")));
        assertThat(provider().launch(request("same", Map.of("a", "b"))).id()).isEqualTo(first.id());
        awaitState(first.id(), Machine.State.RUNNING);
        provider().terminate(first.id());
        awaitState(first.id(), Machine.State.TERMINATED);

        Machine again = provider().launch(request("same", Map.of("a", "b")));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.state()).isEqualTo(Machine.State.TERMINATED);
        assertThat(provider().list(Map.of())).isEmpty();
    }

    @Test
    void aTokenUsedForSomethingElseIsRefused() {
        provider().launch(request("once", Map.of("a", "b")));

        assertPermanent(() -> provider().launch(request("once", Map.of("a", "c"))));
    }

    @Test
    void machinesAreFoundByAllOfTheirTags() {
        Machine one = provider().launch(request("one", Map.of("cluster", "x", "node", "1")));
        Machine two = provider().launch(request("two", Map.of("cluster", "x", "node", "2")));

        assertThat(provider().list(Map.of("cluster", "x")))
                .extracting(Machine::id)
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(provider().list(Map.of("cluster", "x", "node", "2")))
                .extracting(Machine::id)
                .containsExactly(two.id());
        assertThat(provider().list(Map.of("cluster", "y"))).isEmpty();
    }

    @Test
    void terminatingTwiceOrNothingIsFine() {
        String id = provider().launch(request("short", Map.of())).id();
        provider().terminate(id);
        provider().terminate(id);
        awaitState(id, Machine.State.TERMINATED);
        provider().terminate(id);
        provider().terminate("i-00000000000000000");

        assertThat(provider().describe(id)).map(Machine::state).contains(Machine.State.TERMINATED);
    }

    @Test
    void nonsenseIsRefusedForGood() {
        MachineRequest good = request("nonsense", Map.of());
        assertPermanent(() ->
                provider().launch(new MachineRequest("t1", "nowhere", good.zone(), instanceType(), "{}", Map.of())));
        assertPermanent(
                () -> provider().launch(new MachineRequest("t2", region(), "no-zone", instanceType(), "{}", Map.of())));
        assertPermanent(
                () -> provider().launch(new MachineRequest("t3", region(), good.zone(), "no.type", "{}", Map.of())));
        assertThat(provider().describe("i-00000000000000000")).isEmpty();
        assertThat(provider().list(Map.of())).isEmpty();
    }

    private static void assertPermanent(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        CloudFault.class, fault -> assertThat(fault.kind()).isEqualTo(CloudFault.Kind.PERMANENT));
    }
}
