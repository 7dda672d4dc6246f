package io.kanesh.it.bench;

/** Bisects for the highest rate that a system under test holds: brackets it by doubling or halving first. */
final class HighestRate {
    private static final int USUAL = 500;
    private static final int LEAST = 15;
    private static final int MOST = 1_000_000;
    /** The answer is exact to this part of itself: finer than rounds differ. */
    private static final int FINENESS = 10;

    /** A try at one rate. */
    @FunctionalInterface
    interface Try {
        boolean holds(int rate) throws InterruptedException;
    }

    private final int first;
    private final Try attempt;

    HighestRate(Try attempt) {
        this(USUAL, attempt);
    }

    /** @param first where to begin: the nearer to the answer, the fewer tries */
    HighestRate(int first, Try attempt) {
        this.first = Math.max(LEAST, first);
        this.attempt = attempt;
    }

    /** Operations per second; 0 when not even the least rate holds. */
    int find() throws InterruptedException {
        var good = first;
        if (attempt.holds(good)) {
            while (good < MOST && attempt.holds(2 * good)) {
                good *= 2;
            }
        } else {
            do {
                good /= 2;
            } while (good >= LEAST && !attempt.holds(good));
            if (good < LEAST) {
                return 0;
            }
        }
        return bisect(good, 2 * good);
    }

    private int bisect(int holds, int fails) throws InterruptedException {
        var good = holds;
        var bad = fails;
        while (bad - good > Math.max(1, good / FINENESS)) {
            var middle = (good + bad) / 2;
            if (attempt.holds(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }
}
