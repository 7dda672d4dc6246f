/**
 * The encrypting default file system of the engine: everything below one root is encrypted before it reaches the disk, without
 * Cassandra knowing. Never depends on Cassandra.
 *
 * <p>{@code -Djava.nio.file.spi.DefaultFileSystemProvider=io.kanesh.files.EncryptedFileSystemProvider} puts it in the place of
 * the JDK's; {@link io.kanesh.files.EncryptedFileSystemProvider#mount} switches the encryption of a folder on. Outside of that
 * folder it only delegates.
 */
@NullMarked
package io.kanesh.files;

import org.jspecify.annotations.NullMarked;
