package io.kanesh.control.runbook;

/**
 * What a run is about; at most one active run per subject.
 *
 * @param type {@code cluster}, {@code node}, …
 * @param id its id
 */
public record Subject(String type, String id) {}
