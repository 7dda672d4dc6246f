package io.kanesh.kms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one step of a {@link KeyProbe} showed.
 *
 * @param faultClass a {@link FaultClass} by name; empty when it passed, or when the answer itself was wrong
 * @param code the KMS's own error name, or one of ours: a {@link KeyState}, {@code KeyUsage}, {@code ContextIgnored},
 *     {@code OtherPlaintext}; empty when it passed
 * @param words the KMS's own sentence, or what it answered
 * @param requestId the KMS's own name of the call; empty when it gave none
 */
public record ProbeResult(Step step, Verdict verdict, String faultClass, String code, String words, String requestId) {

    /** In the order in which they are tried; each needs a permission of its own. */
    public enum Step {
        DESCRIBE,
        GENERATE,
        DECRYPT,
        /** Unwrapping with another context must fail. */
        WRONG_CONTEXT,
        ENCRYPT,
        RE_ENCRYPT
    }

    /** How it ended. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** It needs the result of a step that failed. */
        SKIPPED
    }

    static ProbeResult passed(Step step, String words, String requestId) {
        return new ProbeResult(step, Verdict.PASSED, "", "", words, requestId);
    }

    static ProbeResult wrong(Step step, String code, String words, String requestId) {
        return new ProbeResult(step, Verdict.FAILED, "", code, words, requestId);
    }

    static ProbeResult fault(Step step, KmsFault fault) {
        return new ProbeResult(
                step,
                Verdict.FAILED,
                fault.faultClass().name(),
                fault.code(),
                String.valueOf(fault.getMessage()),
                fault.requestId());
    }

    static ProbeResult skipped(Step step) {
        return new ProbeResult(step, Verdict.SKIPPED, "", "", "", "");
    }

    /** For carrying results between processes as names and texts; {@link #fromValues} reads them back. */
    public static Map<String, String> toValues(List<ProbeResult> results) {
        var values = new TreeMap<String, String>();
        for (var result : results) {
            var name = "probe." + result.step + ".";
            values.put(name + "verdict", result.verdict.name());
            values.put(name + "class", result.faultClass);
            values.put(name + "code", result.code);
            values.put(name + "words", result.words);
            values.put(name + "request", result.requestId);
        }
        return values;
    }

    /** Reads what {@link #toValues} wrote, in the order of the steps; a step that is not there is left out. */
    public static List<ProbeResult> fromValues(Map<String, String> values) {
        var results = new ArrayList<ProbeResult>();
        for (var step : Step.values()) {
            var name = "probe." + step + ".";
            var verdict = values.get(name + "verdict");
            if (verdict != null) {
                results.add(new ProbeResult(
                        step,
                        Verdict.valueOf(verdict),
                        values.getOrDefault(name + "class", ""),
                        values.getOrDefault(name + "code", ""),
                        values.getOrDefault(name + "words", ""),
                        values.getOrDefault(name + "request", "")));
            }
        }
        return results;
    }
}
