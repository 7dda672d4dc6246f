/**
 * A disk that fails as planned, step by step: for tests that end a process, cut the power or fill the disk at every single change
 * that a piece of code makes.
 */
@NullMarked
package io.kanesh.kms.testkit.disk;

import org.jspecify.annotations.NullMarked;
