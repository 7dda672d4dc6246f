package io.kanesh.control.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterPhase;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.Clusters.ClusterFilter;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.Drafts;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClusterSearchTest {
    private static final int ALL = 450;
    private final MemoryClusterStore store = new MemoryClusterStore();

    ClusterSearchTest() {
        for (int i = 0; i < ALL; i++) {
            Cluster sample = Samples.fresh();
            var id = new ClusterId("cl_" + String.format(Locale.ROOT, "%026d", i));
            var status = Samples.status(i % 50 == 0 ? Stage.FAILED : Stage.ESTABLISHED, 3, 3);
            store.insert(new Cluster(
                    id,
                    sample.project(),
                    Drafts.spec(Drafts.named("c" + i)),
                    false,
                    sample.generation(),
                    status,
                    sample.admin(),
                    "test",
                    Samples.NOON,
                    Samples.NOON));
        }
    }

    @Test
    void every_cluster_is_on_one_page_exactly() {
        assertThat(pages(new ClusterFilter(null, null, null, null), 100))
                .hasSize(ALL)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_filter_by_phase_looks_beyond_one_batch_of_rows() {
        assertThat(pages(new ClusterFilter(null, ClusterPhase.FAILED, null, null), 4))
                .containsExactly("c0", "c50", "c100", "c150", "c200", "c250", "c300", "c350", "c400");
    }

    @Test
    void a_name_is_found_wherever_it_is() {
        assertThat(pages(new ClusterFilter("c449", null, null, null), 50)).containsExactly("c449");
        assertThat(pages(new ClusterFilter(null, null, "team", null), 50)).isEmpty();
    }

    private List<String> pages(ClusterFilter filter, int size) {
        var names = new ArrayList<String>();
        Page.Request request = new Page.Request(size, null);
        while (true) {
            Page<ClusterView> page = ClusterSearch.search(
                    (after, limit) -> store.page(Samples.PROJECT, after, limit),
                    cluster -> new ClusterView(cluster, null),
                    filter,
                    request);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
            page.items().forEach(view -> names.add(view.cluster().spec().name().value()));
            @Nullable String next = page.nextPageToken();
            if (next == null) {
                return names;
            }
            request = Page.Request.after(size, next);
        }
    }
}
