package io.kanesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The agent restarts, upgrades and kills the engine; a Cassandra class in its own process would tie the two together again. The
 * test class path holds everything that the image gets, so looking here is enough.
 */
class ClassPathTest {
    @Test
    void holdsNoCassandraAndNoSecondNetworkStack() {
        assertThat(Arrays.stream(System.getProperty("java.class.path").split(":")))
                .noneMatch(entry -> entry.matches(".*/(cassandra|netty|guava|lucene)[^/]*\\.jar"));
        assertThat(getClass().getClassLoader().getResource("org/apache/cassandra/service/CassandraDaemon.class"))
                .isNull();
    }
}
