package io.kanesh.control.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.cluster.rest.FurnishedClusters.Furnished;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What nodes measure, as customers see it: of one node, and of the cluster. */
@ControlPlaneTest
class FiguresApiTest {
    private static final Map<String, Double> BUSY = Map.ofEntries(
            Map.entry("cpu_ratio", 0.25),
            Map.entry("heap_used_bytes", 200e6),
            Map.entry("heap_max_bytes", 400e6),
            Map.entry("reads_total", 9.0),
            Map.entry("reads_per_second", 100.5),
            Map.entry("ranges_per_second", 1.5),
            Map.entry("reads_p99_micros", 2_500.0),
            Map.entry("writes_total", 9.0),
            Map.entry("writes_per_second", 50.0),
            Map.entry("transactions_writes_per_second", 0.0),
            Map.entry("writes_p99_micros", 1_250.0),
            Map.entry("compactions_pending", 2.0),
            Map.entry("chunk_cache_requests_total", 10.0),
            Map.entry("chunk_cache_hit_ratio", 0.9));

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    private FurnishedClusters furnished;
    private Api owner;
    private Furnished cluster;

    @BeforeEach
    void furnish() {
        owner = Api.owner(port);
        furnished = new FurnishedClusters(context);
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        cluster = furnished.cluster(
                owner.post("/api/v1/projects", "{\"name\":\"" + name + "\"}").at("id"), "");
    }

    @Test
    void aNodeShowsItsLatestFigures() {
        furnished.measured(cluster, 0, BUSY, Duration.ZERO);

        JsonNode figures = owner.get(cluster.node(0)).body().path("figures");

        assertThat(figures.path("reportedAt").asString()).isNotEmpty();
        assertThat(figures.path("storageUsedBytes").asLong()).isEqualTo(300_000_000);
        assertThat(figures.path("storageQuotaBytes").asLong()).isEqualTo(1_000_000_000);
        assertThat(figures.path("cpuRatio").asDouble()).isEqualTo(0.25);
        assertThat(figures.path("heapUsedBytes").asLong()).isEqualTo(200_000_000);
        assertThat(figures.path("heapMaxBytes").asLong()).isEqualTo(400_000_000);
        assertThat(figures.path("readsPerSecond").asDouble()).isEqualTo(102);
        assertThat(figures.path("writesPerSecond").asDouble()).isEqualTo(50);
        assertThat(figures.path("readP99Millis").asDouble()).isEqualTo(2.5);
        assertThat(figures.path("writeP99Millis").asDouble()).isEqualTo(1.25);
        assertThat(figures.path("pendingCompactions").asLong(-1)).isEqualTo(2);
        assertThat(figures.path("cacheHitRatio").asDouble()).isEqualTo(0.9);
        assertThat(figures.path("rangeReadP99Millis").isNull()).isTrue();
        assertThat(figures.path("connections").isNull()).isTrue();
    }

    @Test
    void theNodesAreReadPageByPage() {
        JsonNode first = owner.get(cluster.path() + "/nodes?pageSize=2").body();
        JsonNode second = owner.get(cluster.path() + "/nodes?pageSize=2&pageToken="
                        + first.path("nextPageToken").asString())
                .body();

        var seen = new TreeSet<String>();
        for (JsonNode page : List.of(first, second)) {
            page.path("items").forEach(one -> seen.add(one.path("id").asString()));
        }
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.path("nextPageToken").isNull()).isTrue();
        assertThat(seen).containsExactlyInAnyOrder(cluster.id(0), cluster.id(1), cluster.id(2));
    }

    @Test
    void whatNobodyKnowsIsNothingInsteadOfZero() {
        furnished.measured(
                cluster,
                0,
                Map.of("reads_total", 0.0, "reads_p99_micros", 7.0, "cpu_ratio", -1.0, "heap_used_bytes", Double.NaN),
                Duration.ZERO);

        JsonNode figures = owner.get(cluster.node(0)).body().path("figures");

        for (String name : new String[] {"readP99Millis", "cpuRatio", "heapUsedBytes", "readsPerSecond"}) {
            assertThat(figures.path(name).isNull()).as(name).isTrue();
        }
        assertThat(figures.path("storageUsedBytes").asLong()).isPositive();
    }

    @Test
    void aClusterShowsTheSumOfTheNodesThatReport() {
        furnished.measured(cluster, 0, BUSY, Duration.ZERO);
        furnished.measured(cluster, 1, BUSY, Duration.ofSeconds(60));
        furnished.measured(cluster, 2, BUSY, Duration.ofSeconds(100));

        assertThat(owner.get(cluster.node(2)).body().path("figures").isNull()).isTrue();
        JsonNode one = owner.get(cluster.path()).body().path("status").path("figures");
        JsonNode listed = owner.get(cluster.path().substring(0, cluster.path().lastIndexOf('/')))
                .body()
                .path("items")
                .path(0)
                .path("status")
                .path("figures");

        assertThat(listed).isEqualTo(one);
        assertThat(one.path("nodesReporting").asInt()).isEqualTo(2);
        assertThat(one.path("storageUsedBytes").asLong()).isEqualTo(600_000_000);
        assertThat(one.path("storageQuotaBytes").asLong()).isEqualTo(2_000_000_000);
        assertThat(one.path("readsPerSecond").asDouble()).isEqualTo(204);
        assertThat(one.path("writesPerSecond").asDouble()).isEqualTo(100);
        assertThat(one.path("readP99Millis").asDouble()).isEqualTo(2.5);
    }

    @Test
    void aClusterOfSilentNodesHasNoFigures() {
        for (int node = 0; node < 3; node++) {
            furnished.measured(cluster, node, BUSY, Duration.ofMinutes(5));
        }

        assertThat(owner.get(cluster.path())
                        .body()
                        .path("status")
                        .path("figures")
                        .isNull())
                .isTrue();
    }
}
