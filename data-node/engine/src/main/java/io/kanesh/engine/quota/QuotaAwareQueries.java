package io.kanesh.engine.quota;

import io.kanesh.engine.clients.Farewell;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.cassandra.cql3.BatchQueryOptions;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryHandler;
import org.apache.cassandra.cql3.QueryOptions;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.statements.BatchStatement;
import org.apache.cassandra.db.guardrails.GuardrailViolatedException;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.gms.Gossiper;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.service.QueryState;
import org.apache.cassandra.service.disk.usage.DiskUsageBroadcaster;
import org.apache.cassandra.transport.Dispatcher;
import org.apache.cassandra.transport.messages.ResultMessage;
import org.apache.cassandra.utils.MD5Digest;

/**
 * Cassandra's query handler, with a better answer to a write that a full node refuses: Cassandra hides which node is full
 * and what still works, and both are what its reader needs.
 */
public final class QuotaAwareQueries implements QueryHandler {

    /** Name of the guardrail in Cassandra's message. */
    private static final String GUARDRAIL = "replica_disk_usage";

    private final QueryHandler cassandra = QueryProcessor.instance;

    @Override
    public CQLStatement parse(String query, QueryState state, QueryOptions options) {
        return cassandra.parse(query, state, options);
    }

    @Override
    public ResultMessage process(
            CQLStatement statement,
            QueryState state,
            QueryOptions options,
            Map<String, ByteBuffer> payload,
            Dispatcher.RequestTime time) {
        return answered(() -> cassandra.process(statement, state, options, payload, time));
    }

    @Override
    public ResultMessage.Prepared prepare(String query, ClientState state, Map<String, ByteBuffer> payload) {
        Farewell.check();
        return cassandra.prepare(query, state, payload);
    }

    @Override
    public QueryHandler.Prepared getPrepared(MD5Digest id) {
        return cassandra.getPrepared(id);
    }

    @Override
    public ResultMessage processPrepared(
            CQLStatement statement,
            QueryState state,
            QueryOptions options,
            Map<String, ByteBuffer> payload,
            Dispatcher.RequestTime time) {
        return answered(() -> cassandra.processPrepared(statement, state, options, payload, time));
    }

    @Override
    public ResultMessage processBatch(
            BatchStatement statement,
            QueryState state,
            BatchQueryOptions options,
            Map<String, ByteBuffer> payload,
            Dispatcher.RequestTime time) {
        return answered(() -> cassandra.processBatch(statement, state, options, payload, time));
    }

    private static ResultMessage answered(Supplier<ResultMessage> query) {
        Farewell.check();
        try {
            return query.get();
        } catch (GuardrailViolatedException refused) {
            throw explained(refused);
        }
    }

    private static InvalidRequestException explained(GuardrailViolatedException refused) {
        String message = String.valueOf(refused.getMessage());
        if (!message.contains(GUARDRAIL)) {
            return refused;
        }
        String full = Gossiper.instance.getLiveMembers().stream()
                .filter(DiskUsageBroadcaster.instance::isFull)
                .map(node -> node.getHostAddress(false))
                .sorted()
                .collect(Collectors.joining(", "));
        return new InvalidRequestException("This write is refused because the disk quota is used up on " + full
                + ". Reads, TRUNCATE and DROP still work; add storage or remove data.");
    }
}
