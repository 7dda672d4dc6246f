package io.kanesh.control.activity.control;

/** What one who may not read an entry sees of it. */
public final class Withheld {
    private Withheld() {}

    /** The line with its place in the chain only. */
    public static String of(String line) {
        return AuditLine.withheld(line);
    }
}
