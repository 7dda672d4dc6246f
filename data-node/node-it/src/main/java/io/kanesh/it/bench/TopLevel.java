package io.kanesh.it.bench;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The top-level settings of a node's configuration. */
final class TopLevel {
    /** A setting with its indented or listed lines. */
    private static final Pattern SETTING = Pattern.compile("(?m)^(\\w+):.*(?:\\R[ \\-].*)*\\R?");

    private TopLevel() {}

    /** The configuration with those settings only whose names are kept. */
    static String only(String yaml, Predicate<String> kept) {
        return SETTING.matcher(yaml)
                .results()
                .filter(setting -> kept.test(setting.group(1)))
                .map(MatchResult::group)
                .collect(Collectors.joining());
    }
}
