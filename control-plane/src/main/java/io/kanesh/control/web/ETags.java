package io.kanesh.control.web;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** Entity tags from row versions (RFC 9110 section 8.8). */
public final class ETags {
    private ETags() {}

    /** Value of the {@code ETag} header, quotes included. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Honours {@code If-Match}.
     *
     * @param ifMatch the header: null, {@code *} or a list of tags; weak tags never match
     * @throws ProblemException 412 when it names other versions only
     */
    public static void check(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals(of(version))) {
                return;
            }
        }
        throw new ProblemException(Problem.of(
                        "stale-version",
                        Kind.STALE,
                        "The resource has changed since the version that If-Match names; nothing was done.")
                .withHint("Read it again, look at what changed, and send its ETag, now " + of(version) + "."));
    }
}
