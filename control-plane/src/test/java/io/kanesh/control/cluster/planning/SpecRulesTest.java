package io.kanesh.control.cluster.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterDraft.DataCenterDraft;
import io.kanesh.control.cluster.ClusterDraft.NodeGroupDraft;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.NodeGroup;
import io.kanesh.control.shared.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SpecRulesTest {

    @Test
    void the_smallest_draft_becomes_three_small_nodes_with_three_replicas() {
        ClusterSpec spec = Drafts.spec(Drafts.smallest());

        assertThat(spec.provider()).isEqualTo("local");
        assertThat(spec.engineVersion()).isEqualTo("5.0.9");
        assertThat(spec.deletionProtection()).isTrue();
        assertThat(spec.labels()).isEmpty();
        assertThat(spec.dataCenters())
                .containsExactly(
                        new DataCenterSpec("dc1", "local-1", 3, null, List.of(new NodeGroup("local.small", 3))));
    }

    @Test
    void fewer_nodes_than_three_mean_fewer_replicas_by_default() {
        ClusterSpec spec = Drafts.spec(Drafts.with(Drafts.nodes(1, null), Drafts.nodes(2, null)));

        assertThat(spec.dataCenters()).extracting(DataCenterSpec::name).containsExactly("dc1", "dc2");
        assertThat(spec.dataCenters())
                .extracting(DataCenterSpec::replicationFactor)
                .containsExactly(1, 2);
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("wrongDrafts")
    void what_is_wrong_is_named(ClusterDraft draft, String field, String code) {
        List<Problem> problems = problems(draft);

        assertThat(problems)
                .extracting(Problem::field, Problem::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(field, code));
        assertThat(problems).allMatch(problem -> problem.kind() == Problem.Kind.INVALID);
    }

    static List<Arguments> wrongDrafts() {
        var cases = new ArrayList<Arguments>();
        for (String name : Arrays.asList(null, "")) {
            cases.add(Arguments.of(Drafts.named(name), "name", "name-required"));
        }
        for (String name : List.of("Orders", "1st", "a b", "a-", "x".repeat(64), "é")) {
            cases.add(Arguments.of(Drafts.named(name), "name", "name-invalid"));
        }
        cases.add(Arguments.of(Drafts.named("new"), "name", "name-reserved"));
        cases.add(Arguments.of(top("oracle", null), "provider", "provider-unknown"));
        cases.add(Arguments.of(top("aws", null), "provider", "provider-not-launchable"));
        cases.add(Arguments.of(top(null, "4.1.0"), "engineVersion", "engine-version-unknown"));
        cases.add(Arguments.of(of(null), "dataCenters", "data-centers-required"));
        cases.add(Arguments.of(of(List.of()), "dataCenters", "data-centers-required"));
        cases.add(Arguments.of(
                of(Collections.nCopies(9, Drafts.nodes(1, null))), "dataCenters", "data-centers-too-many"));
        cases.add(Arguments.of(of(Collections.singletonList(null)), "dataCenters[0]", "data-center-required"));
        cases.addAll(wrongDataCenters());
        cases.addAll(wrongLabels());
        return cases;
    }

    private static List<Arguments> wrongDataCenters() {
        var ok = new DataCenterDraft("west", "local-1", null, null, null);
        return List.of(
                dc("DC", "local-1", null, null, "name", "data-center-name-invalid"),
                dc("class", "local-1", null, null, "name", "data-center-name-reserved"),
                Arguments.of(Drafts.with(ok, ok), "dataCenters[1].name", "data-center-name-duplicate"),
                dc(null, null, null, null, "region", "region-required"),
                dc(null, "", null, null, "region", "region-required"),
                dc(null, "mars-1", null, null, "region", "region-unknown"),
                dc(null, "local-1", 0, null, "replicationFactor", "replication-factor-out-of-range"),
                dc(null, "local-1", Integer.MIN_VALUE, null, "replicationFactor", "replication-factor-out-of-range"),
                dc(null, "local-1", 4, null, "replicationFactor", "replication-factor-above-nodes"),
                dc(null, "local-1", null, List.of(), "nodeGroups", "node-groups-out-of-range"),
                dc(
                        null,
                        "local-1",
                        null,
                        Collections.nCopies(9, new NodeGroupDraft(null, 1)),
                        "nodeGroups",
                        "node-groups-out-of-range"),
                dc(null, "local-1", null, Collections.singletonList(null), "nodeGroups[0]", "node-group-required"),
                group("local.huge", 3, "nodeGroups[0].instanceType", "instance-type-unknown"),
                group(null, 0, "nodeGroups[0].count", "count-out-of-range"),
                group(null, -3, "nodeGroups[0].count", "count-out-of-range"),
                group(null, 65, "nodeGroups[0].count", "count-out-of-range"),
                dc(
                        null,
                        "local-1",
                        null,
                        List.of(new NodeGroupDraft(null, 64), new NodeGroupDraft(null, 1)),
                        "nodeGroups",
                        "nodes-too-many"),
                dc(
                        null,
                        "local-2",
                        null,
                        List.of(new NodeGroupDraft("local.large", 3)),
                        "nodeGroups[0].instanceType",
                        "instance-type-not-in-region"));
    }

    private static List<Arguments> wrongLabels() {
        Map<String, @Nullable String> many =
                IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "value"));
        var nothing = new HashMap<String, @Nullable String>();
        nothing.put("team", null);
        return List.of(
                Arguments.of(Drafts.labelled(many), "labels", "labels-too-many"),
                Arguments.of(Drafts.labelled(Map.of("Team", "a")), "labels.Team", "label-key-invalid"),
                Arguments.of(Drafts.labelled(Map.of("kanesh/x", "a")), "labels.kanesh/x", "label-key-reserved"),
                Arguments.of(Drafts.labelled(Map.of("team", "x".repeat(129))), "labels.team", "label-value-invalid"),
                Arguments.of(Drafts.labelled(Map.of("team", "a\nb")), "labels.team", "label-value-invalid"),
                Arguments.of(Drafts.labelled(Map.of("team", "a\ud800")), "labels.team", "label-value-invalid"),
                Arguments.of(Drafts.labelled(nothing), "labels.team", "label-value-invalid"));
    }

    @Test
    void everything_wrong_is_named_at_once_and_what_is_known_is_listed() {
        var draft = new ClusterDraft(
                "?",
                null,
                "3.11",
                List.of(new DataCenterDraft(null, "mars-1", 9, null, null)),
                null,
                null,
                null,
                Map.of("T", "x"));

        List<Problem> problems = problems(draft);

        assertThat(problems)
                .extracting(Problem::field)
                .containsExactly(
                        "name",
                        "engineVersion",
                        "dataCenters[0].region",
                        "dataCenters[0].replicationFactor",
                        "labels.T");
        assertThat(problems.get(1).hint()).isEqualTo("Known: 5.0.9.");
        assertThat(problems.get(2).hint()).contains("local-1").contains("local-2");
    }

    @Test
    void any_draft_is_either_a_spec_or_refused_with_fields() {
        var random = new SplittableRandom(20261121);
        String[] texts = {"orders", "", "\u0000", "dc1", "local", "local-1", "local.small", "5.0.9", "x".repeat(100)};
        for (int i = 0; i < 5_000; i++) {
            ClusterDraft draft = anyDraft(random, texts);

            SpecRules.check(draft, Offers.LOCAL, Offers.KEYS, null)
                    .match(
                            spec -> assertThat(spec.nodeCount()).isBetween(1, 512),
                            problems -> assertThat(problems).isNotEmpty().allSatisfy(problem -> {
                                assertThat(problem.field()).isNotBlank();
                                assertThat(problem.message())
                                        .doesNotContain("\u0000")
                                        .hasSizeLessThan(300);
                            }));
        }
    }

    private static ClusterDraft anyDraft(SplittableRandom random, String[] texts) {
        var dataCenters = new ArrayList<@Nullable DataCenterDraft>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<@Nullable NodeGroupDraft> groups = random.nextInt(3) == 0
                    ? null
                    : Collections.singletonList(new NodeGroupDraft(
                            any(random, texts), random.nextBoolean() ? null : random.nextInt(-2, 70)));
            dataCenters.add(new DataCenterDraft(
                    any(random, texts),
                    any(random, texts),
                    random.nextBoolean() ? null : random.nextInt(-2, 9),
                    any(random, texts),
                    groups));
        }
        return new ClusterDraft(
                any(random, texts), any(random, texts), any(random, texts), dataCenters, null, null, null, null);
    }

    private static @Nullable String any(SplittableRandom random, String[] texts) {
        int choice = random.nextInt(texts.length * 2);
        return choice < texts.length ? texts[choice] : null;
    }

    private static ClusterDraft top(@Nullable String provider, @Nullable String version) {
        return new ClusterDraft("orders", provider, version, Drafts.smallest().dataCenters(), null, null, null, null);
    }

    private static ClusterDraft of(@Nullable List<@Nullable DataCenterDraft> dataCenters) {
        return new ClusterDraft("orders", null, null, dataCenters, null, null, null, null);
    }

    private static Arguments group(@Nullable String type, int count, String field, String code) {
        return dc(null, "local-1", null, List.of(new NodeGroupDraft(type, count)), field, code);
    }

    private static Arguments dc(
            @Nullable String name,
            @Nullable String region,
            @Nullable Integer replicationFactor,
            @Nullable List<@Nullable NodeGroupDraft> groups,
            String field,
            String code) {
        var draft = new DataCenterDraft(name, region, replicationFactor, null, groups);
        return Arguments.of(Drafts.with(draft), "dataCenters[0]." + field, code);
    }

    private static List<Problem> problems(ClusterDraft draft) {
        return SpecRules.check(draft, Offers.LOCAL, Offers.KEYS, null).match(spec -> List.of(), problems -> problems);
    }
}
