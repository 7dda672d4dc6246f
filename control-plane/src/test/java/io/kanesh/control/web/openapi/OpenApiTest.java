package io.kanesh.control.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The document that clients are generated from: served to everybody, checked in, complete. */
@ControlPlaneTest
class OpenApiTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @LocalServerPort
    private int port;

    @Test
    void isFresh() throws Exception {
        var document = Api.owner(port).as("").get("/api/v1/openapi.json");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.at("openapi")).startsWith("3.1");
        Golden.assertFresh(Path.of("openapi/control-plane.v1.json"), JSON.writeValueAsString(document.body()) + "\n");
    }

    @Test
    void isBrowsable() {
        var nobody = Api.owner(port).as("");
        var docs = nobody.get("/api/docs");
        assertThat(docs.status()).isEqualTo(302);
        var page = nobody.get(docs.header("Location"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("swagger-ui");
    }

    @Test
    void everyOperationIsNamedOnceAndSaysWhatItDoes() {
        var paths = Api.owner(port).get("/api/v1/openapi.json").body().path("paths");
        var names = new HashSet<String>();
        var lacking = new ArrayList<String>();
        for (var path : paths.properties()) {
            for (var operation : path.getValue().properties()) {
                String where = operation.getKey() + " " + path.getKey();
                String name = operation.getValue().path("operationId").asString("");
                if (name.isEmpty() || name.contains("_") || !names.add(name)) {
                    lacking.add(where + ": operationId '" + name + "'");
                }
                if (operation.getValue().path("summary").asString("").isEmpty()) {
                    lacking.add(where + ": summary");
                }
                if (operation.getValue().path("responses").properties().stream()
                        .noneMatch(response -> response.getKey().startsWith("2"))) {
                    lacking.add(where + ": no answer when it goes well");
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(5);
        assertThat(lacking).isEmpty();
    }

    /** A dangling reference breaks every generator of clients. */
    @Test
    void everyReferenceLeadsToASchema() {
        var document = Api.owner(port).get("/api/v1/openapi.json").body();
        var schemas = document.path("components").path("schemas");
        var missing = document.findValues("$ref").stream()
                .map(reference -> reference.asString().replace("#/components/schemas/", ""))
                .filter(name -> !schemas.has(name))
                .distinct()
                .toList();
        assertThat(document.findValues("$ref")).isNotEmpty();
        assertThat(missing).isEmpty();
    }
}
