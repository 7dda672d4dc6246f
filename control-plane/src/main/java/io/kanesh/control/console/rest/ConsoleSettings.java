package io.kanesh.control.console.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the built console is.
 *
 * @param home the folder with its {@code index.html} and {@code assets}; null serves a page with links instead
 */
@ConfigurationProperties("kanesh.console")
record ConsoleSettings(@Nullable String home) {}
