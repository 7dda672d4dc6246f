package io.kanesh.control.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in the order of the ids.
 *
 * @param nextPageToken opaque; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), nextPageToken);
    }

    /**
     * Which page: at most {@code size} items after the id {@code after} (null: from the start).
     *
     * @param size 1 to 200
     */
    public record Request(int size, @Nullable String after) {}
}
