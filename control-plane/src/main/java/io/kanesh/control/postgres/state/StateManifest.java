package io.kanesh.control.postgres.state;

import java.util.List;

/**
 * What is in a state file; its first entry.
 *
 * @param trustedPem certificates of the agents' CA: agents that trust one of them belong to this installation
 * @param createdAt RFC 3339
 * @param migrations the schema that the tables are of
 * @param tables in the order in which they can be filled again
 * @param machines the cloud's ids of the machines that nodes of this state have
 */
record StateManifest(
        String trustedPem,
        String createdAt,
        List<Migration> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        List<String> machines) {

    /** An applied migration; {@code checksum} is Flyway's. */
    record Migration(String script, int checksum) {}

    /** @param columns in the order of the copied lines */
    record Table(String name, List<String> columns, long rows) {}

    /** @param last given out last; 0 before the first */
    record Sequence(String name, long last) {}
}
