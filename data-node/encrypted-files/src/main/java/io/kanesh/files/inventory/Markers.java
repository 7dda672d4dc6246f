package io.kanesh.files.inventory;

import java.util.Arrays;
import java.util.List;

/**
 * Finds any of several byte strings in one pass: Horspool's search with one table of shifts for all of them, as long as the
 * shortest. A marker is so long that chance does not produce it.
 */
public final class Markers {

    /** Shorter ones would be found by chance in large volumes of random bytes: 2^64 bytes for eight. */
    public static final int SHORTEST = 8;

    private final List<byte[]> markers;
    private final int shortest;
    private final int longest;
    private final int[] shift = new int[256];

    public Markers(List<byte[]> markers) {
        if (markers.isEmpty() || markers.stream().anyMatch(marker -> marker.length < SHORTEST)) {
            throw new IllegalArgumentException("There must be markers, each of at least " + SHORTEST + " bytes");
        }
        this.markers = markers.stream().map(byte[]::clone).toList();
        shortest = markers.stream().mapToInt(marker -> marker.length).min().orElseThrow();
        longest = markers.stream().mapToInt(marker -> marker.length).max().orElseThrow();
        Arrays.fill(shift, shortest);
        for (var marker : markers) {
            for (var i = 0; i < shortest - 1; i++) {
                var at = marker[i] & 0xff;
                shift[at] = Math.min(shift[at], shortest - 1 - i);
            }
        }
    }

    int longest() {
        return longest;
    }

    /** Told of each place. */
    interface Found {
        void at(int position, int marker);
    }

    /** Reports markers that begin before {@code end} and lie whole before {@code limit}. */
    void find(byte[] text, int end, int limit, Found found) {
        var at = 0;
        while (at < end && at + shortest <= limit) {
            for (var marker = 0; marker < markers.size(); marker++) {
                var bytes = markers.get(marker);
                if (at + bytes.length <= limit && Arrays.equals(text, at, at + bytes.length, bytes, 0, bytes.length)) {
                    found.at(at, marker);
                }
            }
            at += shift[text[at + shortest - 1] & 0xff];
        }
    }
}
