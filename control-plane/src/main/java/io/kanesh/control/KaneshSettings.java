package io.kanesh.control;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every installation has; {@code KANESH_HOME} and its fellows as environment variables, the same in
 * {@code kanesh.yaml}.
 *
 * @param home where everything is kept
 * @param port of the API, on the loopback address
 * @param second whether this is the other of two control planes of one home ({@code ./kanesh up --second})
 */
@ConfigurationProperties("kanesh")
record KaneshSettings(
        @DefaultValue("${user.home}/.kanesh") Path home,
        @DefaultValue("8080") int port,
        @DefaultValue("false") boolean second) {}
