package io.kanesh.engine.observe;

import java.util.regex.Pattern;

/** Replaces the values in a text that quotes CQL. */
final class StatementValues {

    /** Text, blob and UUID literals are values wherever they stand. */
    private static final Pattern LITERAL = Pattern.compile(
            "'(?:[^']|'')*'|\\b0x[0-9a-fA-F]+\\b|\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");

    /** What follows a comparison: numbers, booleans and bare keys as Cassandra prints them in a command's row filter. */
    private static final Pattern COMPARED =
            Pattern.compile("([\\w\")\\]]\\s*(?:<=|>=|!=|=|<|>)|\\b(?:IN|CONTAINS)\\b)\\s*"
                    + "(\\([^)]*\\)|\\[[^\\]]*\\]|\\{[^}]*\\}|[^\\s;,)?]+)");

    /** {@code Writing large partition keyspace/table:KEY (12 MiB) to sstable …} and the guardrail's form of it. */
    private static final Pattern PARTITION = Pattern.compile(
            "(?i)(partition\\s+[\\w\"]+[/.][\\w\"]+:)\\s*.*?(?=\\s+\\(|\\s+has\\b|\\s+in\\b|\\s+to\\b|$)");

    private StatementValues() {}

    static String hide(String text) {
        String hidden = PARTITION.matcher(text).replaceAll("$1?");
        hidden = LITERAL.matcher(hidden).replaceAll("?");
        return looksLikeStatement(hidden) ? COMPARED.matcher(hidden).replaceAll("$1 ?") : hidden;
    }

    /** Numbers are left alone in ordinary messages, where they are sizes and times. */
    private static boolean looksLikeStatement(String text) {
        return text.contains("SELECT ")
                || text.contains("UPDATE ")
                || text.contains("INSERT ")
                || text.contains("DELETE ");
    }
}
