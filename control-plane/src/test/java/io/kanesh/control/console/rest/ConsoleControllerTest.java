package io.kanesh.control.console.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.web.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;

@ControlPlaneTest
class ConsoleControllerTest {
    @LocalServerPort
    private int port;

    @TempDir
    private Path home;

    private ConsoleController console;

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(home.resolve("assets"));
        Files.writeString(home.resolve("index.html"), "<meta name=\"csp-nonce\" content=\"__CSP_NONCE__\">");
        Files.writeString(home.resolve("assets/index-a1.js"), "start()");
        Files.writeString(home.resolve("secret"), "not an asset");
        console = new ConsoleController(new ConsoleSettings(home.toString()), new Random(7));
    }

    @Test
    void eachPageHasANonceOfItsOwnAndAPolicyThatNamesIt() throws IOException {
        var first = console.page();
        var second = console.page();
        assertThat(text(first)).isNotEqualTo(text(second)).doesNotContain("__CSP_NONCE__");
        var policy = first.getHeaders().getFirst("Content-Security-Policy");
        var nonce = policy.replaceAll(".*'nonce-([^']+)'.*", "$1");
        assertThat(text(first)).contains(nonce);
        assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe-inline");
        assertThat(first.getHeaders().getCacheControl()).isEqualTo("no-store");
    }

    private static String text(ResponseEntity<Resource> answer) throws IOException {
        return answer.getBody().getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void assetsAreKeptByBrowsersForEver() {
        assertThat(console.file("index-a1.js").getHeaders().getCacheControl()).contains("immutable");
    }

    @Test
    void onlyAssetsHaveNames() {
        assertThatThrownBy(() -> console.file("secret")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> console.file("gone.js")).isInstanceOf(ProblemException.class);
    }

    @Test
    void withoutABuildTheRootHasLinksAndPagesOfTheApiAreNotTheConsoles() {
        var nobody = Api.owner(port).as("");
        assertThat(nobody.get("/").text()).contains("/api/docs");
        assertThat(nobody.get("/projects/prj_1/clusters").status()).isEqualTo(200);
        assertThat(nobody.get("/assets/index-a1.js").status()).isEqualTo(404);
        assertThat(nobody.get("/assets/..%2Findex.html").status()).isEqualTo(400);
        assertThat(nobody.get("/api/v1/projects").status()).isEqualTo(401);
    }
}
