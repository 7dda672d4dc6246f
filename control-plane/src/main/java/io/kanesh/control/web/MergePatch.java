package io.kanesh.control.web;

/**
 * The body of a {@code PATCH}: a JSON merge patch (RFC 7396). A controller takes it as {@code @RequestBody MergePatch}; sent
 * as {@code application/merge-patch+json} or {@code application/json}.
 */
public interface MergePatch {

    /**
     * The state after the patch: {@code current} as JSON, patched, read as {@code type} again. A member set to null in the
     * patch is removed, so that its component becomes null.
     *
     * @param current the form's present state: a record of the request's kind
     * @throws ProblemException 400 for unknown fields and wrong types, 422 for what the type's constraints refuse; each
     *     names its field
     */
    <T> T applyTo(T current, Class<T> type);
}
