package io.kanesh.control.web.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request's body may take.
 *
 * @param seconds from its headers to its last byte; a body has 1 MiB at most
 */
@ConfigurationProperties("kanesh.body")
record BodySettings(@DefaultValue("20") int seconds) {}
