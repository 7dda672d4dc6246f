package io.kanesh.control.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.keys.control.KeyUseStore;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What nodes shipped of their audit trails, over HTTP: filtered, in pages, exported, and for a limited time. */
@ControlPlaneTest
class KeyAccessApiTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    @LocalServerPort
    private int port;

    @Autowired
    private KeyUseStore store;

    @Autowired
    private IdSource ids;

    private Api api;
    private ProjectId project;
    private NodeId node;
    private String accesses;

    @BeforeEach
    void keepSomeUses() {
        api = Api.owner(port);
        project = new ProjectId(
                api.post("/api/v1/projects", "{\"name\":\"uses-" + Long.toHexString(System.nanoTime()) + "\"}")
                        .at("id"));
        node = new NodeId(ids.next(NodeId.PREFIX));
        String keys = "/api/v1/projects/" + project.value() + "/keys";
        String key =
                api.post(keys, "{\"name\":\"one\",\"uri\":\"" + ARN + "\"}").at("id");
        accesses = keys + "/" + key + "/accesses";
        var uses = new ArrayList<KeyUse>();
        for (int line = 1; line <= 5; line++) {
            uses.add(use(line, line == 1 ? "start" : "validate", line == 5 ? "REVOKED" : "OK", ARN));
        }
        uses.add(use(6, "start", "OK", ARN.replace("1234abcd", "ffffffff")));
        store.keep(uses);
    }

    private KeyUse use(long line, String reason, String outcome, String uri) {
        String text = "{\"line\":" + line + ",\"reason\":\"" + reason + "\"}";
        Instant at = BEGIN.plusSeconds(300 * line);
        return new KeyUse(node, line, project, uri, at, reason, outcome, true, text);
    }

    private List<Integer> lines(String query) {
        var reply = api.get(accesses + query);
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return StreamSupport.stream(reply.body().path("items").spliterator(), false)
                .map(item -> Integer.parseInt(item.path("line").asString().replaceAll("\\D", "")))
                .toList();
    }

    @Test
    void onlyThisKeysUsesTheNewestFirst() {
        assertThat(lines("")).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void filtersCutDownToWhatIsAskedFor() {
        assertThat(lines("?reason=start")).containsExactly(1);
        assertThat(lines("?outcome=REVOKED")).containsExactly(5);
        assertThat(lines("?contains=validate&since=" + BEGIN.plusSeconds(900) + "&until=" + BEGIN.plusSeconds(1500)))
                .containsExactly(4, 3);
        assertThat(lines("?node=" + node.value())).hasSize(5);
        assertThat(lines("?node=" + ids.next(NodeId.PREFIX))).isEmpty();
    }

    @Test
    void pagesFollowEachOther() {
        var first = api.get(accesses + "?lines=2");
        assertThat(first.body().path("items")).hasSize(2);
        assertThat(lines("?lines=2&pageToken=" + first.at("nextPageToken"))).containsExactly(3, 2);
        var refused = api.get(accesses + "?pageToken=nonsense");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("code")).isEqualTo("page-token-invalid");
        assertThat(api.get(accesses + "?lines=0").at("code")).isEqualTo("lines-out-of-range");
    }

    @Test
    void theExportIsTheLinesAsTheNodeWroteThemInTheOrderOfTheirChain() {
        var export = api.get(accesses + ":export");
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.text().lines())
                .hasSize(5)
                .startsWith("{\"line\":1,\"reason\":\"start\"}")
                .endsWith("{\"line\":5,\"reason\":\"validate\"}");
    }

    @Test
    void whatIsTooOldOrTooMuchGoes() {
        store.trim(BEGIN.plusSeconds(700), 100);
        assertThat(lines("")).containsExactly(5, 4, 3);
        store.trim(BEGIN, 2);
        assertThat(lines("")).as("line 6 is the other key's").containsExactly(5);
    }

    @Test
    void aLineThatIsThereIsNotKeptTwice() {
        store.keep(List.of(use(5, "validate", "OK", ARN)));
        assertThat(store.last(node)).map(KeyUse::line).contains(6L);
        assertThat(lines("?outcome=REVOKED")).containsExactly(5);
    }
}
