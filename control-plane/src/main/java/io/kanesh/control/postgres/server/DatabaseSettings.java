package io.kanesh.control.postgres.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database the control plane uses ({@code KANESH_DATABASE_URL} and its fellows).
 *
 * @param url of a PostgreSQL 15 to 18 of one's own, {@code jdbc:postgresql://…} or {@code postgresql://…}; {@code embedded}
 *     starts ours
 * @param user of one's own server
 * @param password of one's own server
 * @param serverUser who our server is when the control plane runs as root
 */
@ConfigurationProperties("kanesh.database")
record DatabaseSettings(
        @DefaultValue("embedded") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("nobody") String serverUser) {}
