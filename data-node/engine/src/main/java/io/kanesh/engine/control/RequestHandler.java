package io.kanesh.engine.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line in, one line out: {@code {"id":1,"op":"status"}} becomes {@code {"id":1,"ok":true,"result":{…}}} or
 * {@code {"id":1,"ok":false,"error":"…"}}. Answers carry the request's id and may come in another order.
 */
final class RequestHandler extends SimpleChannelInboundHandler<String> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private static final ObjectMapper JSON = Operations.JSON;

    private final Operations operations;
    private final Executor workers;

    RequestHandler(Operations operations, Executor workers) {
        this.operations = operations;
        this.workers = workers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext peer, String line) {
        workers.execute(() -> {
            var unused = peer.writeAndFlush(answer(line) + "\n");
        });
    }

    private String answer(String line) {
        ObjectNode answer = JSON.createObjectNode();
        try {
            JsonNode request = JSON.readTree(line);
            answer.set("id", request.path("id"));
            Object result = operations.find(request.path("op").asText()).perform(request.path("arguments"));
            answer.put("ok", true);
            answer.set("result", result == null ? JSON.createObjectNode() : JSON.valueToTree(result));
        } catch (OperationRefused refused) {
            fail(answer, String.valueOf(refused.getMessage()));
        } catch (JsonMappingException unexpected) {
            // Where, not what: Jackson's message quotes the value, which may be a password's hash.
            fail(answer, "not understood at '" + pathOf(unexpected) + "'");
        } catch (JsonProcessingException malformed) {
            fail(answer, "not JSON");
        } catch (RuntimeException | Error fault) {
            LOG.error("A control request failed", fault);
            fail(answer, fault.toString());
        }
        return answer.toString();
    }

    private static String pathOf(JsonMappingException unexpected) {
        return unexpected.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static void fail(ObjectNode answer, String why) {
        answer.put("ok", false);
        answer.put("error", why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext peer, Throwable cause) {
        LOG.warn("A control connection broke: {}", cause.toString());
        var unused = peer.close();
    }
}
