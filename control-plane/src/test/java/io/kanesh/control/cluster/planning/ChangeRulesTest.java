package io.kanesh.control.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterDraft.DataCenterDraft;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.shared.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChangeRulesTest {
    private static final ClusterSpec CURRENT = Drafts.spec(Drafts.smallest());

    @Test
    void name_labels_and_protection_may_change() {
        var wanted = new ClusterDraft(
                "invoices", null, null, Drafts.smallest().dataCenters(), null, null, false, Map.of("team", "payments"));

        assertThat(ChangeRules.check(CURRENT, Drafts.spec(wanted))).isEmpty();
    }

    @Test
    void what_cannot_change_says_why_and_what_it_stays() {
        var wanted = new ClusterSpec(
                CURRENT.name(),
                "elsewhere",
                "6.0.0",
                Drafts.spec(Drafts.with(new DataCenterDraft("west", "local-2", 2, null, null)))
                        .dataCenters(),
                CURRENT.encryption(),
                List.of("10.0.0.0/8"),
                true,
                Map.of());

        assertThat(ChangeRules.check(CURRENT, wanted))
                .extracting(Problem::field)
                .containsExactly(
                        "provider",
                        "engineVersion",
                        "dataCenters[0].name",
                        "dataCenters[0].region",
                        "dataCenters[0].replicationFactor");
        assertThat(ChangeRules.check(CURRENT, wanted).get(0).hint()).isEqualTo("It stays \"local\".");
    }

    @Test
    void resizing_waits_for_tablets() {
        List<Problem> more = ChangeRules.check(CURRENT, Drafts.spec(Drafts.with(Drafts.nodes(4, null))));
        List<Problem> another =
                ChangeRules.check(CURRENT, Drafts.spec(Drafts.with(Drafts.nodes(3, null), Drafts.nodes(3, null))));

        assertThat(more).extracting(Problem::code).containsExactly("resize-not-available");
        assertThat(another).extracting(Problem::code).containsExactly("data-centers-not-changeable");
        assertThat(more.get(0).hint()).contains("tablets");
    }
}
