package io.kanesh.control.shared;

/** How often a spec has been changed; the first version of a spec has generation 1. */
public record Generation(long value) implements Comparable<Generation> {

    public Generation {
        if (value < 0) {
            throw new IllegalArgumentException("a generation is never negative: " + value);
        }
    }

    public Generation next() {
        return new Generation(value + 1);
    }

    @Override
    public int compareTo(Generation other) {
        return Long.compare(value, other.value);
    }
}
