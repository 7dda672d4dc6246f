package io.kanesh.engine.observe;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.kanesh.agent.api.StatementValues;
import java.util.List;

/**
 * The message of a log line, without the values of a customer's statements.
 *
 * <p>Cassandra's slow-query, tombstone and large-partition warnings quote statements and keys. The statement's shape is what an
 * operator needs; the values are the customer's, and the log is shown to operators.
 */
public final class SafeMessage extends ClassicConverter {

    /** Loggers that are known to quote statements or keys. */
    private static final List<String> QUOTING = List.of(
            "org.apache.cassandra.db.monitoring",
            "org.apache.cassandra.db.ReadCommand",
            "org.apache.cassandra.db.guardrails",
            "org.apache.cassandra.db.compaction",
            "org.apache.cassandra.db.rows",
            "org.apache.cassandra.db.partitions",
            "org.apache.cassandra.io.sstable",
            "org.apache.cassandra.cql3",
            "org.apache.cassandra.index",
            "org.apache.cassandra.service",
            "org.apache.cassandra.transport");

    @Override
    public String convert(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return quotes(event.getLoggerName()) ? StatementValues.hide(message) : message;
    }

    private static boolean quotes(String logger) {
        return QUOTING.stream().anyMatch(logger::startsWith);
    }
}
