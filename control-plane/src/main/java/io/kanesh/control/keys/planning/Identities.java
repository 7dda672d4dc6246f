package io.kanesh.control.keys.planning;

import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The identity with which a project's nodes call a KMS: one per project, so that the grant text exists before the cluster does.
 *
 * @param awsAccount the account in which the projects' roles are; null when this installation has none
 * @param googleProject the Google project in which the projects' service accounts are; null when there is none
 */
public record Identities(
        @Nullable String awsAccount, @Nullable String googleProject) {

    /** An AWS role's ARN, a Google service account, or a pattern of local identities. */
    public Answer<String> principal(KeyProvider provider, ProjectId project) {
        return switch (provider) {
            case AWS ->
                awsAccount == null ? missing("AWS account", "KANESH_KEYS_AWSACCOUNT") : Answer.of(role(project));
            case GCP ->
                googleProject == null
                        ? missing("Google project", "KANESH_KEYS_GOOGLEPROJECT")
                        : Answer.of(serviceAccount(project));
            case LOCAL -> Answer.of(localPattern(project));
        };
    }

    private String role(ProjectId project) {
        return "arn:aws:iam::" + awsAccount + ":role/kanesh-" + project.value();
    }

    /** A service account's id has at most 30 characters, without an underscore. */
    private String serviceAccount(ProjectId project) {
        return project.value().replace("prj_", "p-") + "@" + googleProject + ".iam.gserviceaccount.com";
    }

    public static String localPattern(ProjectId project) {
        return project.value() + "/*";
    }

    public static String local(ProjectId project, NodeId node) {
        return project.value() + "/" + node.value();
    }

    private static Answer<String> missing(String what, String variable) {
        return Answer.refused(Problem.of(
                        "cloud-identity-not-configured",
                        Kind.CONFLICT,
                        "This installation has no " + what + " in which its projects' identities could be.")
                .withHint("Its operator sets " + variable + "; guides/keys tells what has to be there."));
    }
}
