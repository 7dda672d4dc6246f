package io.kanesh.control.runbook.execution;

/** Writes and reads a run's input. */
public interface InputCodec {

    String write(Object input);

    /** @throws IllegalArgumentException when {@code json} is not such an input */
    <I> I read(String json, Class<I> type);
}
