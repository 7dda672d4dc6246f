package io.kanesh.control.keys;

import io.kanesh.kms.ProbeResult;
import org.jspecify.annotations.Nullable;

/**
 * What a probe showed and what to do about it.
 *
 * @param sentence what is so, for the key's owner
 * @param patch exactly what to run or paste; null when nothing has to be changed
 */
public record Advice(
        ProbeResult result, String sentence, @Nullable String patch) {}
