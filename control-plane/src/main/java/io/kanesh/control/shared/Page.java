package io.kanesh.control.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

    /**
     * A page from what a query found.
     *
     * @param found at most {@code request.size() + 1} items after {@code request.after()}; the one too many tells that there
     *     is a next page
     * @param key what the query orders by and compares with {@code after}
     */
    public static <T> Page<T> of(List<T> found, Request request, Function<T, String> key) {
        if (found.size() <= request.size()) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, request.size());
        return new Page<>(items, Request.token(key.apply(items.get(items.size() - 1))));
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), nextPageToken);
    }

    /**
     * Which page: at most {@code size} items after the id {@code after} (null: from the start).
     *
     * @param size 1 to 200
     */
    public record Request(int size, @Nullable String after) {
        public static final int DEFAULT_SIZE = 50;
        public static final int MAX_SIZE = 200;

        public Request {
            if (size < 1 || size > MAX_SIZE) {
                throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " items, not " + size);
            }
        }

        /**
         * From a token that {@link Page#of} made.
         *
         * @throws IllegalArgumentException when it is not one
         */
        public static Request after(int size, String pageToken) {
            String text = new String(Base64.getUrlDecoder().decode(pageToken), StandardCharsets.UTF_8);
            // A NUL would be refused by the database, which is too late to call it the client's fault.
            if (!text.startsWith("after:") || text.length() > 300 || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a page token");
            }
            return new Request(size, text.substring("after:".length()));
        }

        private static String token(String key) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("after:" + key).getBytes(StandardCharsets.UTF_8));
        }
    }
}
