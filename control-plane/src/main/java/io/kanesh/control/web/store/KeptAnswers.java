package io.kanesh.control.web.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers by owner and hash of the idempotency key; each statement is its own transaction. */
@Component
public class KeptAnswers {
    private static final Duration KEPT_FOR = Duration.ofHours(24);
    private static final Duration TIDIED_EVERY = Duration.ofHours(1);

    private final JdbcClient database;
    private final InstantSource clock;
    private final Instant startedAt;
    private volatile Instant tidiedAt = Instant.EPOCH;

    KeptAnswers(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** What a claim finds. */
    public enum State {
        /** Nobody had this key: do the work, then keep the answer or release the key. */
        OURS,
        /** The answer is there. */
        ANSWERED,
        /** Somebody is at work on the same request. */
        IN_PROGRESS,
        /** The process that was at work on it has ended without an answer. */
        LOST,
        /** The key belongs to a request of another content. */
        OTHER_REQUEST
    }

    /** @param answer of an answered claim only */
    public record Claim(State state, @Nullable KeptAnswer answer) {}

    /** @param body as sealed by the caller */
    public record KeptAnswer(int status, Map<String, String> headers, String body) {}

    private record Row(
            String requestHash,
            @Nullable Integer status,
            @Nullable String headers,
            @Nullable String body,
            Instant createdAt) {}

    /** Takes the key for this request, or says who has it. */
    public Claim claim(String owner, String keyHash, String requestHash) {
        tidy();
        int inserted = database.sql("INSERT INTO idempotency_key (owner, key, request_hash, created_at)"
                        + " VALUES (:owner, :key, :hash, :now) ON CONFLICT DO NOTHING")
                .param("owner", owner)
                .param("key", keyHash)
                .param("hash", requestHash)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (inserted == 1) {
            return new Claim(State.OURS, null);
        }
        return database.sql("SELECT request_hash, status, headers, body, created_at FROM idempotency_key"
                        + " WHERE owner = :owner AND key = :key")
                .param("owner", owner)
                .param("key", keyHash)
                .query((row, number) -> new Row(
                        row.getString("request_hash"),
                        row.getObject("status", Integer.class),
                        row.getString("headers"),
                        row.getString("body"),
                        row.getTimestamp("created_at").toInstant()))
                .optional()
                .map(row -> examine(row, requestHash))
                // Released between our two statements: the first request was refused, this one may be repeated.
                .orElseGet(() -> new Claim(State.IN_PROGRESS, null));
    }

    private Claim examine(Row row, String requestHash) {
        if (!row.requestHash().equals(requestHash)) {
            return new Claim(State.OTHER_REQUEST, null);
        }
        Integer status = row.status();
        String body = row.body();
        if (status != null && body != null) {
            return new Claim(State.ANSWERED, new KeptAnswer(status, decode(row.headers()), body));
        }
        return new Claim(row.createdAt().isBefore(startedAt) ? State.LOST : State.IN_PROGRESS, null);
    }

    public void keep(String owner, String keyHash, KeptAnswer answer) {
        String headers = answer.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        database.sql("UPDATE idempotency_key SET status = :status, headers = :headers, body = :body"
                        + " WHERE owner = :owner AND key = :key")
                .param("status", answer.status())
                .param("headers", headers)
                .param("body", answer.body())
                .param("owner", owner)
                .param("key", keyHash)
                .update();
    }

    public void release(String owner, String keyHash) {
        database.sql("DELETE FROM idempotency_key WHERE owner = :owner AND key = :key AND status IS NULL")
                .param("owner", owner)
                .param("key", keyHash)
                .update();
    }

    private static Map<String, String> decode(@Nullable String headers) {
        var decoded = new LinkedHashMap<String, String>();
        if (headers != null) {
            headers.lines().forEach(line -> {
                int colon = line.indexOf(": ");
                decoded.put(line.substring(0, colon), line.substring(colon + 2));
            });
        }
        return decoded;
    }

    private void tidy() {
        Instant now = clock.instant();
        if (tidiedAt.plus(TIDIED_EVERY).isBefore(now)) {
            tidiedAt = now;
            database.sql("DELETE FROM idempotency_key WHERE created_at < :limit")
                    .param("limit", Timestamp.from(now.minus(KEPT_FOR)))
                    .update();
        }
    }
}
