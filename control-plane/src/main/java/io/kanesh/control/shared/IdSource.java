package io.kanesh.control.shared;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes new ids from a clock and a source of randomness; both are given, so that a simulation can repeat itself. */
public final class IdSource {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final InstantSource clock;
    private final RandomGenerator random;

    public IdSource(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id with this prefix, e.g. {@code new ClusterId(ids.next(ClusterId.PREFIX))}. */
    public String next(String prefix) {
        var text = new char[26];
        long time = clock.millis();
        for (int i = 9; i >= 0; i--) {
            text[i] = ALPHABET[(int) (time & 31)];
            time >>>= 5;
        }
        for (int i = 10; i < 26; i++) {
            text[i] = ALPHABET[random.nextInt(32)];
        }
        return prefix + "_" + new String(text);
    }
}
