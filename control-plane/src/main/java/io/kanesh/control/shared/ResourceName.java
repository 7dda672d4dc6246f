package io.kanesh.control.shared;

import java.util.regex.Pattern;

/** A name given by a customer: 1 to 63 lower-case letters, digits and hyphens, starting with a letter. */
public record ResourceName(String value) {
    public static final String RULE = "1 to 63 lower-case letters, digits and hyphens, starting with a letter and not"
            + " ending with a hyphen, e.g. \"orders\"";
    private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    public ResourceName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("'" + value + "' is not a name: " + RULE);
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }
}
