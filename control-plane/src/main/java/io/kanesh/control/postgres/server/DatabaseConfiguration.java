package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells Spring where the database is, before Flyway and Hibernate ask; starts ours when nobody names another. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    /** Where to connect, and as whom. */
    private record Address(String url, String user, String secret) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return secret;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }
    }

    /** Ours. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kanesh.database.url", havingValue = "embedded", matchIfMissing = true)
    static class Embedded {

        @Bean(destroyMethod = "close")
        LocalPostgres localPostgres(DatabaseSettings settings, KaneshHome home) throws IOException {
            var place = DatabasePlace.of(home, ServerUser.choose(settings.serverUser()));
            return LocalPostgres.start(new LocalPostgres.Settings(
                    PostgresBinaries.unpack(place.directory()),
                    place.directory().resolve("data"),
                    home.secrets().resolve("postgres.password"),
                    settings.serverUser(),
                    Map.of()));
        }

        @Bean
        JdbcConnectionDetails databaseAddress(LocalPostgres server) {
            return new Address(server.jdbcUrl("postgres"), server.username(), server.password());
        }
    }

    /** One's own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${kanesh.database.url:embedded}' != 'embedded'")
    static class OnesOwn {

        @Bean
        JdbcConnectionDetails onesOwnDatabaseAddress(DatabaseSettings settings) {
            String url = settings.url().startsWith("jdbc:") ? settings.url() : "jdbc:" + settings.url();
            if (!url.startsWith("jdbc:postgresql://")) {
                throw new PostgresFault("KANESH_DATABASE_URL is not the address of a PostgreSQL. It looks like"
                        + " jdbc:postgresql://db.example.com:5432/kanesh, with the user in KANESH_DATABASE_USER and the"
                        + " password in KANESH_DATABASE_PASSWORD.");
            }
            return new Address(url, settings.user(), settings.password());
        }
    }
}
