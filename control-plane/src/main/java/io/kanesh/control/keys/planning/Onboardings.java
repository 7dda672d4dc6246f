package io.kanesh.control.keys.planning;

import io.kanesh.control.keys.KeyOnboarding;
import io.kanesh.control.keys.KeyOnboarding.Door;
import io.kanesh.control.keys.KeyOnboarding.Step;
import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.util.List;
import java.util.Optional;

/** The six steps to a key of one's own, in the words of each KMS. */
public final class Onboardings {
    private Onboardings() {}

    public static KeyOnboarding of(KeyProvider provider, Identities identities, ProjectId project) {
        Answer<String> principal = identities.principal(provider, project);
        String identity = principal
                .match(Optional::of, problems -> Optional.<String>empty())
                .orElse(null);
        Problem missing = principal
                .match(found -> Optional.<Problem>empty(), problems -> Optional.of(problems.get(0)))
                .orElse(null);
        return switch (provider) {
            case AWS ->
                new KeyOnboarding(
                        provider,
                        "AWS KMS",
                        true,
                        identity,
                        missing,
                        "arn:aws:kms:<region>:<account>:key/<key id>",
                        "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                        steps(
                                "Make a symmetric key for encryption and decryption in AWS KMS, in the region of the data"
                                        + " center. A multi-region key (mrk-) serves several regions.",
                                "Add the two statements to the key's policy, or apply the two grants with Terraform."));
            case GCP ->
                new KeyOnboarding(
                        provider,
                        "Google Cloud KMS",
                        true,
                        identity,
                        missing,
                        "projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>",
                        "projects/acme/locations/europe-west3/keyRings/data/cryptoKeys/orders",
                        steps(
                                "Make a key ring and in it a key for symmetric encryption and decryption, in the location of"
                                        + " the data center.",
                                "Run the gcloud command, or apply the same with Terraform: it binds one service account to"
                                        + " this one key."));
            case LOCAL ->
                new KeyOnboarding(
                        provider,
                        "Local KMS",
                        false,
                        identity,
                        missing,
                        "kanesh-local://<region>/<key>",
                        "kanesh-local://local-1/orders",
                        steps(
                                "Make a key where Kanesh is installed: ./kanesh kms create <name>. Not for production:"
                                        + " whoever may read KANESH_HOME can read its keys.",
                                "Run the command there."));
        };
    }

    private static List<Step> steps(String make, String paste) {
        return List.of(
                new Step(1, Door.KMS, "Make a key", make),
                new Step(2, Door.GRANT_TEXT, "Get the grant", "Give the key's name and get exactly what to paste."),
                new Step(3, Door.KMS, "Paste the grant", paste),
                new Step(4, Door.REGISTER, "Register the key", "Give it a name; nothing is asked of its KMS yet."),
                new Step(
                        5,
                        Door.CHECK,
                        "Check it",
                        "Every operation that a node will need is tried, each with its result and, when it fails, the exact"
                                + " patch."),
                new Step(
                        6,
                        Door.CREATE,
                        "Create the cluster",
                        "Choose the key, the algorithm and how long an outage of the KMS may last; see the price first."));
    }
}
