package io.kanesh.control.web.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast one token may ask. The defaults let a console with many open pages and a Terraform run with its parallel
 * requests through, and stop a loop that forgot to wait.
 */
@ConfigurationProperties("kanesh.rate-limit")
record RateSettings(
        @DefaultValue("50") int requestsPerSecond,
        @DefaultValue("200") int burst) {}
