package io.kanesh.agent.api;

import java.util.regex.Pattern;

/**
 * Takes values of statements, keys and secrets out of log lines: in the engine before they are written, and in the agent once more before
 * they leave the machine. It rather hides too much than too little: names of keyspaces, tables and columns stay, so that a line can
 * still be understood. Hiding what is hidden changes nothing.
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

    /** What follows a comparison: numbers, booleans and bare keys as Cassandra prints them in a command's row filter. */
    private static final Pattern COMPARED =
            Pattern.compile("([\\w\")\\]]\\s*(?:<=|>=|!=|=|<|>)|\\b(?:IN|CONTAINS)\\b)\\s*"
                    + "(\\([^)]*\\)|\\[[^\\]]*\\]|\\{[^}]*\\}|[^\\s;,)?]+)");

    /** Cassandra quotes a slow statement as {@code <SELECT …>, time 612 msec}: what follows is about it and not of it. */
    private static final String END_OF_QUOTED = ">, time ";

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b");

    /** {@code Writing large partition keyspace/table:KEY (12 MiB) to sstable …} and the guardrail's form of it. */
    private static final Pattern PARTITION = Pattern.compile(
            "(?i)(partition\\s+[\\w\"]+[/.][\\w\"]+:)\\s*.*?(?=\\s+\\(|\\s+has\\b|\\s+in\\b|\\s+to\\b|$)");

    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(bearer|password|token|secret)(\\s*[=:]\\s*|\\s+)\"?[^\\s\",}]{6,}");

    private StatementValues() {}

    /** The line without values. */
    public static String hide(String line) {
        var text = PARTITION.matcher(line).replaceAll("$1" + HIDDEN);
        text = QUOTED.matcher(text).replaceAll(HIDDEN);
        // A quote that stays open is a literal with a line break in it: nothing behind it is safe.
        var open = text.indexOf('\'');
        if (open >= 0 && STATEMENT.matcher(text).find()) {
            text = text.substring(0, open) + HIDDEN;
        }
        text = DOLLARS.matcher(text).replaceAll(HIDDEN);
        text = BLOB.matcher(text).replaceAll(HIDDEN);
        text = UUID.matcher(text).replaceAll(HIDDEN);
        text = SECRET.matcher(text).replaceAll("$1$2" + HIDDEN);
        var statement = STATEMENT.matcher(text);
        return statement.find() ? hideInStatement(text, statement.start()) : text;
    }

    /** Numbers in front of the statement are times and thread numbers, those behind it too. */
    private static String hideInStatement(String text, int from) {
        var end = text.indexOf(END_OF_QUOTED, from);
        var to = end < 0 ? text.length() : end;
        var shape = COMPARED.matcher(text.substring(from, to)).replaceAll("$1 " + HIDDEN);
        return text.substring(0, from) + NUMBER.matcher(shape).replaceAll(HIDDEN) + text.substring(to);
    }
}
