package io.kanesh.control.cluster.planning;

import io.kanesh.control.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What labels may say. */
final class LabelRules {
    private static final int MOST_LABELS = 32;
    private static final String KEY_RULE =
            "1 to 63 lower-case letters, digits, '.', '_', '/' and '-', starting with a" + " letter, e.g. \"team\"";
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9._/-]{0,62}");
    private static final int LONGEST_VALUE = 128;
    /** Ours, for machine tags; a customer's label must not pass for one. */
    private static final String RESERVED_PREFIX = "kanesh";

    private LabelRules() {}

    /** The labels, as far as they are right; what is wrong is added to {@code problems}. */
    static Map<String, String> check(@Nullable Map<String, @Nullable String> draft, List<Problem> problems) {
        if (draft == null) {
            return Map.of();
        }
        if (draft.size() > MOST_LABELS) {
            problems.add(Problem.invalid(
                    "labels",
                    "labels-too-many",
                    "A cluster has at most " + MOST_LABELS + " labels, not " + draft.size() + ".",
                    null));
            return Map.of();
        }
        var labels = new TreeMap<String, String>();
        new TreeMap<>(draft).forEach((key, value) -> {
            String field = "labels." + Words.shown(key);
            if (!KEY.matcher(key).matches()) {
                problems.add(Problem.invalid(field, "label-key-invalid", "This is not a key for a label.", KEY_RULE));
            } else if (key.startsWith(RESERVED_PREFIX)) {
                problems.add(Problem.invalid(
                        field,
                        "label-key-reserved",
                        "Keys that start with '" + RESERVED_PREFIX + "' are reserved.",
                        KEY_RULE));
            } else if (value == null || value.length() > LONGEST_VALUE || hasControlCharacter(value)) {
                problems.add(Problem.invalid(
                        field,
                        "label-value-invalid",
                        "A label's value is a text of at most " + LONGEST_VALUE + " characters, without control"
                                + " characters.",
                        "e.g. \"payments\""));
            } else {
                labels.put(key, value);
            }
        });
        return labels;
    }

    /** Or half of a surrogate pair, which no database keeps as it is. */
    private static boolean hasControlCharacter(String value) {
        return value.codePoints()
                .anyMatch(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE);
    }
}
