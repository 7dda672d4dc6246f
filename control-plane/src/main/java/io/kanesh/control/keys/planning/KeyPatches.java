package io.kanesh.control.keys.planning;

import io.kanesh.control.keys.KeyProvider;
import io.kanesh.kms.KeyReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands for a key's owner, whole, in the words of each cloud's own tool. */
final class KeyPatches {
    private KeyPatches() {}

    static String enable(KeyReference key, Map<String, String> names) {
        return switch (KeyProvider.of(key)) {
            case AWS -> aws("enable-key", names);
            case GCP ->
                "gcloud kms keys versions enable VERSION --key=" + place(names)
                        + "\n# VERSION: the primary one of `gcloud kms keys describe`";
            case LOCAL -> "./kanesh kms enable " + names.get("uri");
        };
    }

    static String cancelDeletion(KeyReference key, Map<String, String> names) {
        return switch (KeyProvider.of(key)) {
            case AWS -> aws("cancel-key-deletion", names) + "\n" + aws("enable-key", names);
            case GCP ->
                "gcloud kms keys versions restore VERSION --key=" + place(names)
                        + "\ngcloud kms keys versions enable VERSION --key=" + place(names)
                        + "\n# VERSION: the primary one of `gcloud kms keys describe`";
            case LOCAL -> "./kanesh kms enable " + names.get("uri");
        };
    }

    static String create(KeyReference key, Map<String, String> names) {
        return switch (KeyProvider.of(key)) {
            case AWS ->
                "aws kms create-key --key-spec SYMMETRIC_DEFAULT --key-usage ENCRYPT_DECRYPT --region "
                        + names.get("region");
            case GCP ->
                "gcloud kms keys create NEW-NAME --purpose=encryption --project=" + names.get("keyProject")
                        + " --location=" + names.get("location") + " --keyring=" + names.get("keyRing");
            case LOCAL -> "./kanesh kms create kanesh-local://" + names.get("region") + "/new-name";
        };
    }

    static String look(KeyReference key, Map<String, String> names) {
        return switch (KeyProvider.of(key)) {
            case AWS -> aws("describe-key", names);
            case GCP -> "gcloud kms keys describe " + place(names);
            case LOCAL -> "./kanesh kms list";
        };
    }

    /** Lets our own identity in: nothing that the key's owner does. */
    static @Nullable String trust(KeyReference key, Map<String, String> names) {
        return KeyProvider.of(key) == KeyProvider.AWS
                ? "aws iam get-role --role-name "
                        + names.getOrDefault("principal", "").replaceFirst("^.*:role/", "")
                : null;
    }

    static String bind(Map<String, String> names, String role) {
        return "gcloud kms keys add-iam-policy-binding " + place(names) + " --member=serviceAccount:"
                + names.get("principal") + " --role=" + role;
    }

    private static String aws(String verb, Map<String, String> names) {
        return "aws kms " + verb + " --key-id " + names.get("uri") + " --region " + names.get("region");
    }

    private static String place(Map<String, String> names) {
        return names.get("key") + " --project=" + names.get("keyProject") + " --location=" + names.get("location")
                + " --keyring=" + names.get("keyRing");
    }
}
