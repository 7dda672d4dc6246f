package io.kanesh.control.activity.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the audit trail is kept. */
public interface AuditStore {

    /**
     * An entry with what it is found by.
     *
     * @param members of its JSON object, without braces
     */
    record Kept(
            Instant at,
            String members,
            @Nullable String actorId,
            String action,
            @Nullable String resourceId,
            String outcome,
            @Nullable String projectId,
            @Nullable String organizationId) {}

    /** The end of the chain. */
    record Head(long sequence, String hash) {}

    /** A line as written; {@code visible} to the one who asks, or only its place in the chain. */
    record Line(long sequence, String text, boolean visible) {}

    /** Whose entries one may see; both null: everybody's. */
    record Sight(@Nullable Set<String> projects, @Nullable Set<String> organizations) {}

    /** What is looked for; null members do not matter. */
    record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String resource,
            @Nullable String outcome,
            @Nullable String project,
            @Nullable String organization,
            @Nullable Instant since,
            @Nullable Instant until,
            long before) {}

    /** Takes it in, in the caller's transaction when there is one. */
    void takeIn(Kept entry);

    boolean isIntakeEmpty();

    /** Locks the end of the chain until the transaction ends. */
    Head lock();

    /** The oldest that wait, at most so many, and forgets that they wait. */
    List<Kept> takeOut(int limit);

    /** Adds it to the end and makes it the end. */
    void append(Head head, String line, Kept entry);

    /** The newest that is older; empty when none is. */
    Optional<Head> lastBefore(Instant time);

    void deleteThrough(long sequence);

    /** The newest first. */
    List<Line> find(Sight sight, Filter filter, int limit);

    /** The oldest first, all of them, visible or not. */
    void read(Sight sight, @Nullable Instant since, @Nullable Instant until, Consumer<Line> reader);
}
