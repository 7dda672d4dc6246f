package io.kanesh.control.activity.rest;

import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import java.util.Map;

/** Lists with the newest entry first: their pages begin below a number. */
final class Entries {
    private Entries() {}

    /** The number below which the page begins. @throws ProblemException 400 when the token is of another list */
    static long before(Page.Request page) {
        if (page.after() == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(page.after());
        } catch (NumberFormatException notOurs) {
            throw new ProblemException(new Problem(
                    "parameter-invalid",
                    Kind.MALFORMED,
                    "pageToken is not one that this list has given.",
                    "pageToken",
                    "Use nextPageToken of the page before, or leave it out.",
                    Map.of()));
        }
    }
}
