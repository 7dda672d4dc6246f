package io.kanesh.control.keys;

import java.util.List;

/**
 * What a key's owner pastes, so that a project's nodes may use the key, and nobody else.
 *
 * @param principal the identity that is let in
 * @param parts alternatives and steps, each whole
 */
public record GrantText(KeyProvider provider, String uri, String principal, List<Part> parts) {
    public GrantText {
        parts = List.copyOf(parts);
    }

    /**
     * @param kind stable: {@code aws-policy}, {@code aws-terraform}, {@code gcloud}, {@code gcp-terraform}, {@code local-command}
     * @param explanation where it goes, and what it allows and no more
     */
    public record Part(String kind, String explanation, String text) {}
}
