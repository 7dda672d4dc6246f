package io.kanesh.control.access.control;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of groups in a claim: a list of texts, or one text. */
final class GroupsClaim {
    private static final int MOST = 500;

    private GroupsClaim() {}

    static Set<String> read(@Nullable Object claim) {
        if (claim instanceof String one) {
            return Set.of(one);
        }
        return claim instanceof Collection<?> many
                ? many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .limit(MOST)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
