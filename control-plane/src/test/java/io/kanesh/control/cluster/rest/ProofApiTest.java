package io.kanesh.control.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.cluster.Proof;
import io.kanesh.control.cluster.control.ProofStore;
import io.kanesh.control.cluster.rest.FurnishedClusters.Furnished;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Proofs over HTTP; what a proof does is tested with its runbook and end to end. */
@ControlPlaneTest
class ProofApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private ProofStore store;

    @Autowired
    private IdSource ids;

    private Api owner;
    private Furnished cluster;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        String project =
                owner.post("/api/v1/projects", "{\"name\":\"" + name + "\"}").at("id");
        cluster = new FurnishedClusters(context).cluster(project, "");
    }

    @Test
    void a_proof_is_an_operation_of_its_cluster_and_there_is_one_at_a_time() {
        Reply accepted = owner.post(cluster.path() + ":prove", "");
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        String operation = accepted.at("activeOperationId");
        assertThat(owner.get("/api/v1/operations/" + operation).toString()).contains("prove-cluster");

        Reply second = owner.post(cluster.path() + ":prove", "");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("code")).isEqualTo("operation-in-progress");
        owner.post("/api/v1/operations/" + operation + ":cancel", "");
    }

    @Test
    void a_kept_proof_is_read_with_its_signed_report() {
        for (int i = 0; i < 2; i++) {
            store.keep(new Proof(
                    new OperationId(ids.next(OperationId.PREFIX)),
                    cluster.cluster(),
                    new ProjectId(cluster.project()),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    i == 0,
                    "{\"hits\":" + i + "}",
                    "c2ln",
                    "PEM"));
        }
        Reply page = owner.get(cluster.path() + "/proofs?pageSize=1");
        assertThat(page.body().path("items")).hasSize(1);
        assertThat(page.body().path("items").get(0).path("verdict").asString())
                .as("the newest first")
                .isEqualTo("FOUND");
        assertThat(page.body().path("items").get(0).path("report").isNull()
                        || page.body().path("items").get(0).path("report").isMissingNode())
                .isTrue();
        Reply next = owner.get(cluster.path() + "/proofs?pageSize=1&pageToken=" + page.at("nextPageToken"));
        assertThat(next.body().path("items").get(0).path("verdict").asString()).isEqualTo("CLEAN");
        String id = next.body().path("items").get(0).path("operationId").asString();
        Reply one = owner.get(cluster.path() + "/proofs/" + id);
        assertThat(one.at("report")).isEqualTo("{\"hits\":0}");
        assertThat(one.at("signature")).isEqualTo("c2ln");
    }

    @Test
    void what_is_not_there_is_not_found() {
        String absent = ids.next(OperationId.PREFIX);
        assertThat(owner.get(cluster.path() + "/proofs/" + absent).status()).isEqualTo(404);
        assertThat(owner.get(cluster.path() + "/proofs").body().path("items")).isEmpty();
        String elsewhere =
                cluster.path().substring(0, cluster.path().lastIndexOf('/')) + "/cl_00000000000000000000000000";
        assertThat(owner.post(elsewhere + ":prove", "").status()).isEqualTo(404);
    }
}
