package io.kanesh.control.keys.planning;

import io.kanesh.control.keys.GrantText;
import io.kanesh.control.keys.GrantText.Part;
import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.kms.KeyReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the grant texts: what the nodes of one project need of one key, and no more. */
public final class Grants {
    private Grants() {}

    public static GrantText of(KeyReference key, String principal, ProjectId project) {
        Map<String, String> names = names(key, principal, project);
        KeyProvider provider = KeyProvider.of(key);
        return new GrantText(
                provider,
                key.uri(),
                principal,
                switch (provider) {
                    case AWS -> aws(names);
                    case GCP -> google(names);
                    case LOCAL -> local(names);
                });
    }

    static Map<String, String> names(KeyReference key, String principal, ProjectId project) {
        var names = new HashMap<String, String>();
        names.put("uri", key.uri());
        names.put("principal", principal);
        names.put("project", project.value());
        names.put("region", key.region());
        // A statement's id takes letters and digits only.
        names.put("sid", project.value().replace("_", ""));
        if (key instanceof KeyReference.Google google) {
            names.put("key", google.key());
            names.put("keyRing", google.keyRing());
            names.put("location", google.location());
            names.put("keyProject", google.project());
        }
        return names;
    }

    private static List<Part> aws(Map<String, String> names) {
        return List.of(
                new Part(
                        "aws-policy",
                        "Add these two statements to the key's policy. They let the role of this one project wrap and"
                                + " unwrap, and only in a context that names the project; Encrypt is for a later change"
                                + " to this key from another. \"Resource\": \"*\" in a key policy means this key.",
                        Templates.fill("aws-policy.json", names)),
                new Part(
                        "aws-terraform",
                        "The same as two grants, which leave the key's policy as it is.",
                        Templates.fill("aws.tf", names)));
    }

    private static List<Part> google(Map<String, String> names) {
        return List.of(
                new Part(
                        "gcloud",
                        "Binds the service account of this one project to this one key: to wrap and unwrap, and to see"
                                + " the key's state. Google has no condition on what a wrapped key is bound to.",
                        Templates.fill("gcloud.txt", names)),
                new Part("gcp-terraform", "The same for Terraform.", Templates.fill("gcp.tf", names)));
    }

    private static List<Part> local(Map<String, String> names) {
        return List.of(new Part(
                "local-command",
                "Run this where Kanesh is installed; the first line only when the key does not exist yet. Not for"
                        + " production: whoever may read KANESH_HOME can read the keys of the local KMS.",
                Templates.fill("local.txt", names)));
    }
}
