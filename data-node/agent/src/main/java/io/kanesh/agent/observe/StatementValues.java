package io.kanesh.agent.observe;

import java.util.regex.Pattern;

/**
 * Takes values of statements, keys and secrets out of log lines before they leave the machine. It rather hides too much than too
 * little: names of keyspaces, tables and columns stay, so that a line can still be understood.
 */
public final class StatementValues {
    private static final String HIDDEN = "?";
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern DOLLARS = Pattern.compile("\\$\\$.*?\\$\\$");
    private static final Pattern BLOB = Pattern.compile("\\b0x[0-9a-fA-F]+\\b");
    private static final Pattern UUID = Pattern.compile("\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
    private static final Pattern STATEMENT = Pattern.compile(
            "\\b(?:SELECT|INSERT\\s+INTO|UPDATE|DELETE|BEGIN\\s+(?:\\w+\\s+)?BATCH|CREATE\\s+(?:ROLE|USER)"
                    + "|ALTER\\s+(?:ROLE|USER))\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b");
    private static final Pattern PARTITION_KEY = Pattern.compile("(\\bpartition \\S+?/\\S+?:)\\S+");
    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(bearer|password|token|secret)(\\s*[=:]\\s*|\\s+)\"?[^\\s\",}]{6,}");

    private StatementValues() {}

    /** The line without values. */
    public static String hide(String line) {
        var text = QUOTED.matcher(line).replaceAll(HIDDEN);
        // A quote that stays open is a literal with a line break in it: nothing behind it is safe.
        var open = text.indexOf('\'');
        if (open >= 0 && STATEMENT.matcher(text).find()) {
            text = text.substring(0, open) + HIDDEN;
        }
        text = DOLLARS.matcher(text).replaceAll(HIDDEN);
        text = BLOB.matcher(text).replaceAll(HIDDEN);
        text = UUID.matcher(text).replaceAll(HIDDEN);
        text = PARTITION_KEY.matcher(text).replaceAll("$1" + HIDDEN);
        text = SECRET.matcher(text).replaceAll("$1$2" + HIDDEN);
        var statement = STATEMENT.matcher(text);
        if (!statement.find()) {
            return text;
        }
        // Numbers in front of the statement are times and thread numbers.
        var from = statement.start();
        return text.substring(0, from) + NUMBER.matcher(text.substring(from)).replaceAll(HIDDEN);
    }
}
