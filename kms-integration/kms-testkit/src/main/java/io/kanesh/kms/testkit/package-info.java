/**
 * What tests of a KMS provider need: the contract that every provider passes, and simulators of both clouds on the wire, driven
 * by the vendors' own clients only.
 *
 * <p>A simulator proves our calls and our error paths, not the clouds' behaviour: nothing here talks to a real cloud.
 */
@NullMarked
package io.kanesh.kms.testkit;

import org.jspecify.annotations.NullMarked;
