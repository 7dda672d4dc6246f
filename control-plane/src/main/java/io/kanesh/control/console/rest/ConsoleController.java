package io.kanesh.control.console.rest;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The console's files. Every page is the same document, because the browser finds the page by its path; each answer has a
 * nonce of its own, so that the content policy allows the console's style sheets and no inline script or style of anybody.
 */
@Hidden
@RestController
@EnableConfigurationProperties(ConsoleSettings.class)
class ConsoleController {
    /** Names carry a hash of their content. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final String NONCE = "__CSP_NONCE__";
    private final @Nullable Path home;
    private final RandomGenerator random;

    ConsoleController(ConsoleSettings settings, RandomGenerator random) {
        this.home = settings.home() == null || settings.home().isEmpty() ? null : Path.of(settings.home());
        this.random = random;
    }

    @GetMapping(
            path = {
                "/",
                "/{page:sign-in|projects|operations|tokens|organization|audit}",
                "/{page:projects|operations|organization}/**"
            },
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() throws IOException {
        if (home == null) {
            return ResponseEntity.ok()
                    .contentType(MediaType.TEXT_HTML)
                    .cacheControl(CacheControl.noStore())
                    .body(new ClassPathResource("console/index.html"));
        }
        var bytes = new byte[18];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        var document = Files.readString(home.resolve("index.html")).replace(NONCE, nonce);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", policy(nonce))
                .body(new ByteArrayResource(document.getBytes(StandardCharsets.UTF_8)));
    }

    @GetMapping("/landing.css")
    ResponseEntity<Resource> landingStyle() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css"))
                .body(new ClassPathResource("console/landing.css"));
    }

    /** The pattern holds no separator, so nothing outside the folder has a name here. */
    @GetMapping({"/assets/{file:[A-Za-z0-9_.-]+}", "/{file:kanesh\\.svg}"})
    ResponseEntity<Resource> file(@PathVariable String file) {
        var inside = file.equals("kanesh.svg") ? file : "assets/" + file;
        if (home == null || !Files.isRegularFile(home.resolve(inside))) {
            // A page that was loaded before an update asks for the files of its own build.
            throw new ProblemException(
                    Problem.of("no-such-path", Kind.NOT_FOUND, "This console has no such file. Reload the page."));
        }
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(file.equals("kanesh.svg") ? CacheControl.maxAge(Duration.ofHours(1)) : FOR_EVER)
                .body(new FileSystemResource(home.resolve(inside)));
    }

    private static String policy(String nonce) {
        return "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' data:; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
                + " form-action 'self'";
    }
}
