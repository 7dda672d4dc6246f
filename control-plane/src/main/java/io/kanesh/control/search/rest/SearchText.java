package io.kanesh.control.search.rest;

import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.ProblemException;
import java.util.ArrayList;
import java.util.Locale;

/** What was typed, as names and ids are written: in small letters, without the spaces around it. */
record SearchText(String text) {
    private static final int MOST_CHARACTERS = 100;
    private static final int MOST_ITEMS = 100;

    /** @throws ProblemException 422 with everything that is wrong */
    static SearchText of(String q, int pageSize) {
        String text = q.strip().toLowerCase(Locale.ROOT);
        int length = text.codePointCount(0, text.length());
        var problems = new ArrayList<Problem>();
        if (length < 1 || length > MOST_CHARACTERS) {
            problems.add(Problem.invalid(
                    "q",
                    "search-text-length",
                    "1 to " + MOST_CHARACTERS + " characters can be looked for, and these are " + length + ".",
                    "Give a part of a name or id, e.g. q=orders."));
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            // The database would refuse some of them, which is too late to call it the client's fault.
            problems.add(Problem.invalid(
                    "q",
                    "search-text-unprintable",
                    "There are control characters in this text, and no name or id has any.",
                    "Give a part of a name or id, e.g. q=orders."));
        }
        if (pageSize < 1 || pageSize > MOST_ITEMS) {
            problems.add(Problem.invalid(
                    "pageSize",
                    "search-size-out-of-range",
                    "1 to " + MOST_ITEMS + " resources can be asked for.",
                    "For example pageSize=20."));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new SearchText(text);
    }

    boolean isExactly(Found found) {
        return text.equals(found.id()) || text.equals(found.name());
    }
}
