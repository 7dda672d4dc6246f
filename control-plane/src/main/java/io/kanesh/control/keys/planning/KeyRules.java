package io.kanesh.control.keys.planning;

import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.keys.Keys.KeyDraft;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.kms.KeyReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which key a draft names, or everything that is wrong with it. */
public final class KeyRules {
    private static final int LONGEST_DESCRIPTION = 500;

    private KeyRules() {}

    /** A draft, whole and valid. */
    public record Wanted(ResourceName name, String description, KeyReference reference) {}

    public static Answer<Wanted> check(KeyDraft draft) {
        var problems = new ArrayList<Problem>();
        String name = name(draft.name(), problems);
        String description = description(draft.description(), problems);
        KeyReference reference = reference(draft.provider(), draft.uri(), problems);
        return reference == null || !problems.isEmpty()
                ? Answer.refused(problems)
                : Answer.of(new Wanted(new ResourceName(name), description, reference));
    }

    static String name(@Nullable String name, List<Problem> problems) {
        if (name == null || !ResourceName.isValid(name)) {
            problems.add(
                    name == null || name.isEmpty()
                            ? Problem.invalid("name", "name-required", "A key needs a name.", ResourceName.RULE)
                            : Problem.invalid(
                                    "name", "name-invalid", "This is not a name for a key.", ResourceName.RULE));
        }
        return name == null ? "" : name;
    }

    static String description(@Nullable String description, List<Problem> problems) {
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            problems.add(Problem.invalid(
                    "description",
                    "description-too-long",
                    "A description has at most " + LONGEST_DESCRIPTION + " characters, not " + description.length()
                            + ".",
                    null));
        }
        return description == null ? "" : description;
    }

    /** Name and description of a key that exists. */
    public static Answer<Wanted> checkNames(
            @Nullable String name, @Nullable String description, KeyReference reference) {
        var problems = new ArrayList<Problem>();
        String checkedName = name(name, problems);
        String checkedDescription = description(description, problems);
        return problems.isEmpty()
                ? Answer.of(new Wanted(new ResourceName(checkedName), checkedDescription, reference))
                : Answer.refused(problems);
    }

    /** Null when something was refused. */
    public static @Nullable KeyReference reference(
            @Nullable String provider, @Nullable String uri, List<Problem> problems) {
        var wanted = provider == null ? null : KeyProvider.named(provider).orElse(null);
        if (provider != null && wanted == null) {
            problems.add(Problem.invalid(
                    "provider",
                    "key-provider-unknown",
                    "There is no such provider of keys.",
                    "One of \"aws\", \"gcp\", \"local\"."));
        }
        if (uri == null || uri.isBlank()) {
            problems.add(Problem.invalid(
                    "uri",
                    "key-uri-required",
                    "A key needs its name in its KMS.",
                    "e.g. \"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\""));
            return null;
        }
        try {
            var reference = KeyReference.parse(uri);
            if (wanted != null && KeyProvider.of(reference) != wanted) {
                problems.add(Problem.invalid(
                        "uri",
                        "key-uri-of-another-provider",
                        "This is a key of " + KeyProvider.of(reference).word() + ", and the provider says "
                                + wanted.word() + ".",
                        "Leave the provider away, or give the name of a key of " + wanted.word() + "."));
                return null;
            }
            return reference;
        } catch (KeyReference.InvalidKeyReference wrong) {
            problems.add(Problem.invalid("uri", "key-uri-invalid", String.valueOf(wrong.getMessage()), null));
            return null;
        }
    }
}
