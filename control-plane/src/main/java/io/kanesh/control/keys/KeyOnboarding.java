package io.kanesh.control.keys;

import io.kanesh.control.shared.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a project comes to use a key of its own in one KMS.
 *
 * @param forProduction whether the KMS keeps keys that nobody at this installation can read
 * @param principal the identity that the key's owner lets in; null when this installation has none there
 * @param missing why there is none; null when there is
 * @param uriShape how the KMS writes a key's name
 * @param uriExample one, for a form
 */
public record KeyOnboarding(
        KeyProvider provider,
        String title,
        boolean forProduction,
        @Nullable String principal,
        @Nullable Problem missing,
        String uriShape,
        String uriExample,
        List<Step> steps) {
    public KeyOnboarding {
        steps = List.copyOf(steps);
    }

    /** Where a step is done. */
    public enum Door {
        /** In the KMS, with its own console or command. */
        KMS,
        /** With the grant text, which is pasted into the KMS. */
        GRANT_TEXT,
        REGISTER,
        CHECK,
        CREATE
    }

    /** @param number from 1 */
    public record Step(int number, Door door, String title, String text) {}
}
