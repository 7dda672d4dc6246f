package io.kanesh.control.activity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.activity.Event;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.ResourceChanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

@ControlPlaneTest
class EventsTest {
    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private EventStore store;

    @Autowired
    private EventStream stream;

    @Autowired
    private IdSource ids;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void anEventIsKeptWithItsChangeAndStreamedOnce() {
        var project = new ProjectId(ids.next(ProjectId.PREFIX));
        String cluster = ids.next(ClusterId.PREFIX);
        List<Event> heard = Collections.synchronizedList(new ArrayList<>());
        var forget = stream.listen(event -> {
            if (cluster.equals(event.clusterId())) {
                heard.add(event);
            }
        });
        try {
            // The stream begins after its first look: repeat until the first one is heard, then count.
            await().untilAsserted(() -> {
                publish(project, cluster, "Hello");
                assertThat(heard).isNotEmpty();
            });
            publish(project, cluster, "Last");
            await().untilAsserted(
                            () -> assertThat(heard).extracting(Event::reason).contains("Last"));
            assertThat(heard).doesNotHaveDuplicates();
            assertThat(heard).filteredOn(event -> event.reason().equals("Last")).hasSize(1);
            assertThat(store.ofCluster(project.value(), cluster, Long.MAX_VALUE, 1))
                    .extracting(Event::reason)
                    .containsExactly("Last");
        } finally {
            forget.run();
        }
    }

    @Test
    void aChangeThatIsTakenBackLeavesNoEvent() {
        var project = new ProjectId(ids.next(ProjectId.PREFIX));
        String cluster = ids.next(ClusterId.PREFIX);
        transactions.executeWithoutResult(transaction -> {
            publish(project, cluster, "Undone");
            transaction.setRollbackOnly();
        });
        assertThat(store.ofCluster(project.value(), cluster, Long.MAX_VALUE, 10))
                .isEmpty();
    }

    private void publish(ProjectId project, String cluster, String reason) {
        publisher.publishEvent(new ResourceChanged("cluster", cluster, project, cluster, reason, "For the test."));
    }
}
