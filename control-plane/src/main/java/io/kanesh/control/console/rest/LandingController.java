package io.kanesh.control.console.rest;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The landing page and its style sheet; both are files, so that the content policy can forbid everything inline. */
@Hidden
@RestController
class LandingController {
    private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1));

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return file("console/index.html", MediaType.TEXT_HTML);
    }

    @GetMapping(path = "/landing.css", produces = "text/css")
    ResponseEntity<Resource> style() {
        return file("console/landing.css", MediaType.valueOf("text/css"));
    }

    private static ResponseEntity<Resource> file(String path, MediaType type) {
        return ResponseEntity.ok().contentType(type).cacheControl(AN_HOUR).body(new ClassPathResource(path));
    }
}
