package io.kanesh.it;

import io.kanesh.kms.testkit.AwsKmsSimulator;
import io.kanesh.kms.testkit.GoogleKmsSimulator;
import io.kanesh.kms.testkit.IdentitySimulator;
import io.kanesh.kms.testkit.SimulatedKey;
import java.time.InstantSource;
import java.util.Map;

/** AWS KMS with STS and Google Cloud KMS with IAM, on the wire, for an installation whose operator points its clients here. */
final class CloudSimulators implements AutoCloseable {
    private static final String AWS_ACCOUNT = "111122223333";
    private static final String GOOGLE_PROJECT = "kanesh-installation";

    private final IdentitySimulator identities = new IdentitySimulator(InstantSource.system());
    private final AwsKmsSimulator aws = new AwsKmsSimulator();
    private final GoogleKmsSimulator google = new GoogleKmsSimulator();

    /** What the operator sets. */
    Map<String, String> environment() {
        return Map.of(
                "KANESH_KEYS_AWSACCOUNT",
                AWS_ACCOUNT,
                "KANESH_KEYS_AWSSETTINGS_ENDPOINT",
                aws.address().toString(),
                "KANESH_KEYS_AWSSETTINGS_STSENDPOINT",
                identities.address().toString(),
                "KANESH_KEYS_AWSSETTINGS_ACCESSKEYID",
                "AKIAMACHINE",
                "KANESH_KEYS_AWSSETTINGS_SECRETACCESSKEY",
                "simulated",
                "KANESH_KEYS_GOOGLEPROJECT",
                GOOGLE_PROJECT,
                "KANESH_KEYS_GOOGLESETTINGS_PLAINTEXTENDPOINT",
                google.target(),
                "KANESH_KEYS_GOOGLESETTINGS_IAMENDPOINT",
                identities.address().toString(),
                "KANESH_KEYS_GOOGLESETTINGS_ACCESSTOKEN",
                "machine");
    }

    /** A key that only the role of this project may use, through STS and with its external id. */
    SimulatedKey awsKey(String arn, String project) {
        var role = role(project);
        identities.trust(role, project);
        aws.admitOnly(role, identities);
        return aws.createKey(arn);
    }

    /** A key that only the service account of this project may use. */
    SimulatedKey googleKey(String name, String project) {
        var account = account(project);
        identities.trust(account, "");
        google.admitOnly(account, identities);
        return google.createKey(name);
    }

    /** Of a project at AWS. */
    String role(String project) {
        return "arn:aws:iam::" + AWS_ACCOUNT + ":role/kanesh-" + project;
    }

    /** Of a project at Google. */
    String account(String project) {
        return project.replace("prj_", "p-") + "@" + GOOGLE_PROJECT + ".iam.gserviceaccount.com";
    }

    /** The session under which AWS was called last. */
    String awsSession() {
        return identities.newestSession();
    }

    @Override
    public void close() {
        aws.close();
        google.close();
        identities.close();
    }
}
