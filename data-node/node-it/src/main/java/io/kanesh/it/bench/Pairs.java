package io.kanesh.it.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Ratios of pairs that were measured one right after the other, so that what disturbs the machine disturbs both. The interval is
 * that of the mean logarithm, by Student's t.
 */
final class Pairs {
    /** How far from each other two equal things may look on a machine on which their difference to a third one can be measured. */
    static final int EQUAL_PERCENT = 2;

    /** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.2). */
    private static final double[] T = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private final List<Double> logarithms = new ArrayList<>();

    /** Ratio and its 95 % interval. */
    record Interval(double ratio, double low, double high, int pairs) {
        /**
         * Whether both ends are within {@link #EQUAL_PERCENT} of 1: two equal things look equal enough. That 1 itself is inside is not
         * asked: the more pairs, the smaller the difference that would forbid a comparison.
         */
        boolean isOne() {
            return low >= 1 - EQUAL_PERCENT / 100.0 && high <= 1 + EQUAL_PERCENT / 100.0;
        }

        @Override
        public String toString() {
            return String.format("%.3f (95 %%: %.3f to %.3f, %d pairs)", ratio, low, high, pairs);
        }
    }

    void add(double before, double after) {
        if (before <= 0 || after <= 0) {
            throw new IllegalArgumentException("A measurement is positive: " + before + ", " + after);
        }
        logarithms.add(Math.log(after / before));
    }

    /** At least two pairs. */
    Interval interval() {
        var n = logarithms.size();
        if (n < 2) {
            throw new IllegalStateException("An interval needs at least two pairs, not " + n);
        }
        var mean = logarithms.stream().mapToDouble(Double::doubleValue).sum() / n;
        var squares = logarithms.stream()
                .mapToDouble(logarithm -> (logarithm - mean) * (logarithm - mean))
                .sum();
        var half = T[Math.min(n - 2, T.length - 1)] * Math.sqrt(squares / (n - 1) / n);
        return new Interval(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half), n);
    }
}
