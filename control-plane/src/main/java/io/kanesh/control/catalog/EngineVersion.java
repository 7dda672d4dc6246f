package io.kanesh.control.catalog;

/**
 * A version of the engine.
 *
 * @param cassandra the Apache Cassandra release inside
 * @param preferred what a cluster gets when its spec names none
 */
public record EngineVersion(String version, String cassandra, boolean preferred) {}
