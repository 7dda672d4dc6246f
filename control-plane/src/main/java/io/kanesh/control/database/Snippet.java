package io.kanesh.control.database;

/**
 * A small program that connects to a cluster.
 *
 * @param file its name in the bundle
 * @param needs what has to be installed
 * @param run the command line, in the folder of the bundle's examples
 * @param text of the program
 */
public record Snippet(String language, String file, String needs, String run, String text) {}
