package io.kanesh.files;

import io.kanesh.kms.envelope.codec.FileClass;

/**
 * How a new file is kept.
 *
 * @param tableGroup whose data key encrypts it
 * @param marker whether it is one of SAI's completion markers: it stays at 0 bytes when nothing is written to it
 */
public record FileKind(FileClass fileClass, String tableGroup, boolean marker) {

    /** The group of everything that belongs to no table. */
    public static final String NODE_GROUP = "node";
}
