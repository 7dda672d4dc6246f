package io.kanesh.control.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clusters over HTTP: what is refused and how, and what a dry run answers. */
@ControlPlaneTest
class ClusterApiTest {

    @LocalServerPort
    private int port;

    private Api owner;
    private String clusters;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        Reply made = owner.post("/api/v1/projects", "{\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        clusters = "/api/v1/projects/" + made.at("id") + "/clusters";
    }

    @ParameterizedTest
    @CsvSource({"/", "/?dryRun=true"})
    void what_the_computer_could_never_carry_is_refused_with_what_would_fit(String query) {
        // The tests' limit is 1,000,000 MiB and a large machine needs 2,816: 355 of them, 64 a data center at most.
        String center =
                "{\"region\": \"local-1\", \"nodeGroups\": [{\"instanceType\": \"local.large\", \"count\": 64}]}";
        Reply reply = owner.post(
                clusters + query.substring(1),
                "{\"name\": \"huge\", \"dataCenters\": [" + String.join(",", Collections.nCopies(6, center)) + "]}");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
        assertThat(reply.at("code")).isEqualTo("cluster-too-large");
        assertThat(reply.at("field")).isEqualTo("dataCenters[5].nodeGroups[0].count");
        assertThat(reply.at("hint")).contains("at most 35");
        assertThat(owner.get(clusters).body().path("items")).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // not understood
                "[]                                                        | 400 |                |",
                "{                                                         | 400 |                |",
                "{\"name\": 7}                                             | 400 | name           |",
                "{\"name\": {}}                                            | 400 | name           |",
                "{\"nmae\": \"orders\"}                                    | 400 | nmae           |",
                "{\"keyId\": \"key_1\"}                                    | 400 | keyId          |",
                "{\"encryption\": 7}                                       | 400 | encryption     |",
                "{\"encryption\": {\"enabled\": false}}                     | 400 | encryption.enabled |",
                "{\"scaling\": {}}                                         | 400 | scaling        |",
                "{\"backup\": {}}                                          | 400 | backup         |",
                "{\"maintenance\": {}}                                     | 400 | maintenance    |",
                "{\"provider\": []}                                        | 400 | provider       |",
                "{\"engineVersion\": 5}                                    | 400 | engineVersion  |",
                "{\"deletionProtection\": \"yes\"}                         | 400 | deletionProtection |",
                "{\"labels\": \"a\"}                                       | 400 | labels         |",
                "{\"dataCenters\": {}}                                     | 400 | dataCenters    |",
                "{\"dataCenters\": [7]}                                    | 400 | dataCenters[0] |",
                "{\"dataCenters\": [{\"keyId\": 7}]}                       | 400 | dataCenters[0].keyId |",
                "{\"dataCenters\": [{\"replicationFactor\": \"3\"}]}       | 400 | dataCenters[0].replicationFactor |",
                "{\"dataCenters\": [{\"replicationFactor\": 2.5}]}         | 400 | dataCenters[0].replicationFactor |",
                "{\"dataCenters\": [{\"replicationFactor\": 99999999999}]} | 400 | dataCenters[0].replicationFactor |",
                "{\"dataCenters\": [{\"nodeGroups\": 3}]}                  | 400 | dataCenters[0].nodeGroups |",
                "{\"users\": {}}                                          | 400 | users          |",
                "{\"users\": [{\"passwort\": \"a\"}]}                  | 400 | users[0].passwort |",
                "{\"users\": [{\"access\": [{\"read\": \"yes\"}]}]} | 400 | users[0].access[0].read |",
                "{\"users\": [{\"expiresAt\": \"soon\"}]}             | 400 | users[0].expiresAt |",
                "{\"dataCenters\": [{\"nodeGroups\": [{\"count\": true}]}]} | 400 | dataCenters[0].nodeGroups[0].count |",
                // understood, and not acceptable
                "{}                                                        | 422 | name           | name-required",
                "{\"name\": \"orders\"}                                    | 422 | dataCenters    | data-centers-required",
                "{\"name\": \"O\", \"dataCenters\": [{\"region\": \"local-1\"}]} | 422 | name      | name-invalid",
                "{\"name\": \"a\", \"dataCenters\": []}                    | 422 | dataCenters    | data-centers-required",
                "{\"name\": \"a\", \"dataCenters\": [null]}                | 422 | dataCenters[0] | data-center-required",
                "{\"name\": \"a\", \"dataCenters\": [{}]}                  | 422 | dataCenters[0].region | region-required",
                "{\"name\": \"a\", \"dataCenters\": [{\"region\": \"x\"}]} | 422 | dataCenters[0].region | region-unknown",
                "{\"name\": \"a\", \"allowedCidrs\": [\"10.0.0.1/8\"], \"dataCenters\": [{\"region\":"
                        + " \"local-1\"}]} | 422 | allowedCidrs[0] | cidr-invalid",
                "{\"name\": \"a\", \"users\": [null], \"dataCenters\": [{\"region\": \"local-1\"}]} | 422 | users[0] |"
                        + " user-required",
                "{\"name\": \"a\", \"users\": [{\"name\": \"a\"}, {\"name\": \"admin\"}], \"dataCenters\": [{\"region\":"
                        + " \"local-1\"}]} | 422 | users[1].name | name-reserved",
                "{\"name\": \"a\", \"users\": [{\"name\": \"a\", \"password\": \"short\"}], \"dataCenters\": [{\"region\":"
                        + " \"local-1\"}]} | 422 | users[0].password | password-unusable",
                "{\"name\": \"a\", \"users\": [{\"name\": \"a\", \"access\": [{\"keyspace\": \"shop\", \"read\": true}]}],"
                        + " \"dataCenters\": [{\"region\": \"local-1\"}]} | 422 | users[0].access[0].keyspace |"
                        + " keyspace-not-yet",
                "{\"name\": \"a\", \"provider\": \"aws\", \"dataCenters\": [{\"region\": \"us-east-1\"}]} | 422 | provider |"
                        + " provider-not-launchable",
            })
    void what_is_wrong_is_refused_with_its_field(String body, int status, String field, String code) {
        Reply reply = owner.post(clusters, body);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.at("field")).as(reply.toString()).isEqualTo(field == null ? "" : field);
        if (code != null) {
            assertThat(reply.at("code")).isEqualTo(code);
            assertThat(reply.at("hint")).isNotBlank();
        }
        assertThat(owner.get(clusters).body().path("items").size()).isZero();
    }

    @Test
    void several_faults_are_named_at_once() {
        Reply reply = owner.post(clusters, """
                {"name": "Orders", "engineVersion": "3.11", "labels": {"Team": "x"},
                 "dataCenters": [{"name": "a", "region": "local-1", "replicationFactor": 4},
                                 {"name": "a", "region": "mars", "nodeGroups": [{"instanceType": "huge", "count": -1}]}]}
                """);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly(
                        "name",
                        "engineVersion",
                        "dataCenters[0].replicationFactor",
                        "dataCenters[1].name",
                        "dataCenters[1].region",
                        "dataCenters[1].nodeGroups[0].instanceType",
                        "dataCenters[1].nodeGroups[0].count",
                        "labels.Team");
    }

    @Test
    void a_dry_run_answers_the_plan_and_does_nothing() {
        Reply reply = owner.post(
                clusters + "?dryRun=true", "{\"name\": \"orders\", \"dataCenters\": [{\"region\": \"local-1\"}]}");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.body().path("changes").size()).isEqualTo(4);
        assertThat(reply.body().path("changes").path(0).path("what").asString())
                .isEqualTo("node 1 of dc1: local.small in local-1a");
        assertThat(reply.body().path("usdPerMonth").asDouble()).isZero();
        assertThat(reply.body().path("secondsExpected").asInt()).isPositive();
        assertThat(reply.body()
                        .path("spec")
                        .path("dataCenters")
                        .path(0)
                        .path("nodeGroups")
                        .path(0)
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        assertThat(owner.get(clusters).body().path("items").size()).isZero();
        assertThat(owner.post(clusters + "?dryRun=perhaps", "{}").status()).isEqualTo(400);
    }

    @Test
    void who_may_not_is_told_so() {
        String body = "{\"name\": \"orders\", \"dataCenters\": [{\"region\": \"local-1\"}]}";

        assertThat(owner.role("VIEWER").post(clusters, body).status()).isEqualTo(403);
        assertThat(owner.role("VIEWER").get(clusters).status()).isEqualTo(200);
        assertThat(owner.as("").get(clusters).status()).isEqualTo(401);
    }

    @Test
    void what_is_not_there_is_not_found() {
        String nowhere = "/api/v1/projects/prj_01h00000000000000000000000/clusters";
        String missing = clusters + "/cl_01h00000000000000000000000";
        for (String path : List.of(nowhere, missing, missing + "/connection", missing + "/operations")) {
            Reply reply = owner.get(path);
            assertThat(reply.status()).as(path + ": " + reply).isEqualTo(404);
        }
        assertThat(owner.delete(missing).at("code")).isEqualTo("cluster-not-found");
        assertThat(owner.patch(missing, "{}").at("code")).isEqualTo("cluster-not-found");
        assertThat(owner.post(nowhere, "{}").at("code")).isEqualTo("project-not-found");
        assertThat(owner.get(clusters + "/orders").status()).isIn(400, 404);
        assertThat(owner.get(clusters + "?phase=BROKEN").at("field")).isEqualTo("phase");
    }
}
