package io.kanesh.engine.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.engine.clients.ConnectedClients;
import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.control.Operations;
import io.kanesh.engine.users.UserChanges.Result;
import io.kanesh.engine.users.UserChanges.Wanted;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.cassandra.exceptions.RequestExecutionException;

/**
 * What the control socket can ask about users. Arguments come as one text {@code request} that holds JSON, because agents pass
 * texts on.
 */
public final class UserOperations {

    private final UserChanges changes;
    private final BooleanSupplier serving;

    /** @param serving whether Cassandra's tables can be used yet */
    public UserOperations(ConnectedClients clients, BooleanSupplier serving) {
        this.changes = new UserChanges(
                UserAuthenticator.accounts(),
                user -> clients.disconnect(user::equals, "user " + user + " was dropped"));
        this.serving = serving;
    }

    /** Adds {@code users-list}, {@code users-put}, {@code users-rotate}, {@code users-drop}. */
    public Operations addTo(Operations operations) {
        return operations
                .with("users-list", arguments -> answered(() -> Map.of("users", UserDirectory.read())))
                .with("users-put", arguments -> {
                    Wanted wanted = Operations.JSON.treeToValue(request(arguments), Wanted.class);
                    return result(() -> changes.put(wanted));
                })
                .with("users-rotate", arguments -> {
                    JsonNode request = request(arguments);
                    return result(() -> changes.rotate(
                            request.path("name").asText(),
                            request.path("saltedHash").asText(),
                            Instant.parse(request.path("formerUntil").asText())));
                })
                .with("users-drop", arguments -> {
                    JsonNode request = request(arguments);
                    return result(() -> changes.drop(request.path("name").asText()));
                });
    }

    private static JsonNode request(JsonNode arguments) throws JsonProcessingException {
        return Operations.JSON.readTree(arguments.path("request").asText("{}"));
    }

    private Map<String, Object> result(Supplier<Result> change) {
        Result result = answered(change);
        return Map.of("outcome", result.outcome().name(), "keyspaces", result.keyspaces());
    }

    private <T> T answered(Supplier<T> work) {
        if (!serving.getAsBoolean()) {
            throw new OperationRefused("this engine does not serve yet");
        }
        try {
            return work.get();
        } catch (RequestExecutionException tooFew) {
            throw new OperationRefused("too few replicas of the users answer: " + tooFew.getMessage());
        } catch (IllegalArgumentException | java.time.format.DateTimeParseException notTaken) {
            throw new OperationRefused(String.valueOf(notTaken.getMessage()));
        }
    }
}
