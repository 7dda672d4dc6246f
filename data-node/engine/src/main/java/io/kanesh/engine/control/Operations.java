package io.kanesh.engine.control;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the control socket can be asked, by name. Each feature of the engine adds its own. */
public final class Operations {

    /** Reads arguments and writes results. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<String, Operation> byName = new TreeMap<>();

    /** The life of the engine. */
    public static Operations of(EngineOperations engine) {
        return new Operations()
                .with("start", arguments -> {
                    engine.start(JSON.treeToValue(arguments, StartArguments.class));
                    return null;
                })
                .with("status", arguments -> engine.status())
                .with("metrics", arguments -> engine.metrics())
                .with("drain", arguments -> {
                    engine.drain();
                    return null;
                })
                .with("stop", arguments -> {
                    engine.stop();
                    return null;
                })
                .with("reload-tls", arguments -> {
                    engine.reloadTls();
                    return null;
                });
    }

    /** Adds one; two of one name are a mistake of ours. */
    public Operations with(String name, Operation operation) {
        if (byName.putIfAbsent(name, operation) != null) {
            throw new IllegalArgumentException("two operations are called " + name);
        }
        return this;
    }

    Operation find(String name) {
        Operation found = byName.get(name);
        if (found == null) {
            throw new OperationRefused("unknown operation '" + name + "'");
        }
        return found;
    }
}
