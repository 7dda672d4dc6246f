package io.kanesh.kms;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of one master key, whole: it can be copied into the KMS's own console. Three kinds: an AWS key ARN, a Google Cloud
 * crypto key name, and a key of the local KMS ({@code kanesh-local://<region>/<key>}).
 */
public sealed interface KeyReference {

    /** The name as the KMS writes it; {@link #parse} reads it back. */
    String uri();

    /** Where the key lives, in the provider's own words. */
    String region();

    /**
     * Reads a key's name.
     *
     * @throws InvalidKeyReference whose message says which part is wrong and what it should look like
     */
    static KeyReference parse(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new InvalidKeyReference(
                    "The key reference is empty: give an AWS key ARN, a Google Cloud key name or a"
                            + " kanesh-local:// address");
        }
        if (trimmed.startsWith("arn:")) {
            return Aws.parseArn(trimmed);
        }
        if (trimmed.startsWith("projects/") || trimmed.startsWith("//cloudkms.googleapis.com/")) {
            return Google.parseName(trimmed);
        }
        if (trimmed.startsWith(Local.SCHEME)) {
            return Local.parseAddress(trimmed);
        }
        if (trimmed.startsWith("alias/")) {
            throw new InvalidKeyReference("'" + trimmed + "' is an AWS alias. An alias can be pointed at another key"
                    + " unnoticed: give the key's own ARN (arn:aws:kms:<region>:<account>:key/<key id>)");
        }
        throw new InvalidKeyReference("'" + trimmed + "' is not a key reference: it starts neither with arn: (AWS), nor"
                + " with projects/ (Google Cloud), nor with " + Local.SCHEME + " (local KMS)");
    }

    /**
     * {@code arn:<partition>:kms:<region>:<account>:key/<key id>}.
     *
     * @param keyId a UUID, or {@code mrk-} and 32 hex digits for a multi-region key
     */
    record Aws(String partition, String region, String account, String keyId) implements KeyReference {

        private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov");
        private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(-[a-z]+)+-\\d{1,2}");
        private static final Pattern KEY_ID =
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

        static Aws parseArn(String arn) {
            var parts = arn.split(":", -1);
            if (parts.length != 6) {
                throw new InvalidKeyReference("The ARN '" + arn + "' has " + parts.length
                        + " parts between colons; a KMS key ARN has 6: arn:aws:kms:<region>:<account>:key/<key id>");
            }
            require(PARTITIONS.contains(parts[1]), arn, "partition", parts[1], "one of aws, aws-cn, aws-us-gov");
            require(parts[2].equals("kms"), arn, "service", parts[2], "kms");
            require(REGION.matcher(parts[3]).matches(), arn, "region", parts[3], "a region such as eu-central-1");
            require(parts[4].matches("\\d{12}"), arn, "account", parts[4], "12 digits");
            if (parts[5].startsWith("alias/")) {
                throw new InvalidKeyReference("The ARN '" + arn + "' names an alias. An alias can be pointed at another"
                        + " key unnoticed: give the key's own ARN (…:key/<key id>)");
            }
            require(parts[5].startsWith("key/"), arn, "resource", parts[5], "key/<key id>");
            var keyId = parts[5].substring("key/".length());
            require(
                    KEY_ID.matcher(keyId).matches(),
                    arn,
                    "key id",
                    keyId,
                    "a UUID, or mrk- and 32 hex digits, in lower case");
            return new Aws(parts[1], parts[3], parts[4], keyId);
        }

        private static void require(boolean good, String arn, String part, String value, String expected) {
            if (!good) {
                throw new InvalidKeyReference(
                        "The " + part + " '" + value + "' of the ARN '" + arn + "' must be " + expected);
            }
        }

        /** Whether the key has replicas in other regions under the same id. */
        public boolean multiRegion() {
            return keyId.startsWith("mrk-");
        }

        @Override
        public String uri() {
            return "arn:" + partition + ":kms:" + region + ":" + account + ":key/" + keyId;
        }

        @Override
        public String toString() {
            return uri();
        }
    }

    /** {@code projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>}, never a version of it. */
    record Google(String project, String location, String keyRing, String key) implements KeyReference {

        private static final String SHAPE = "projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>";
        private static final String[] LABELS = {"projects", "locations", "keyRings", "cryptoKeys"};
        private static final Pattern PART = Pattern.compile("[a-zA-Z0-9_-]{1,63}");
        private static final Pattern PROJECT = Pattern.compile("[a-z0-9.:-]{1,63}");

        static Google parseName(String text) {
            var name = text.replaceFirst("^//cloudkms\\.googleapis\\.com/", "");
            var parts = name.split("/", -1);
            if (parts.length == 10 && parts[8].equals("cryptoKeyVersions")) {
                throw new InvalidKeyReference("'" + text + "' names one version. Rotation would not be followed: leave"
                        + " /cryptoKeyVersions/" + parts[9] + " away");
            }
            if (parts.length != 8) {
                throw new InvalidKeyReference(
                        "'" + text + "' has " + parts.length + " parts between slashes; a key name has 8: " + SHAPE);
            }
            for (var i = 0; i < LABELS.length; i++) {
                if (!parts[2 * i].equals(LABELS[i])) {
                    throw new InvalidKeyReference("Part " + (2 * i + 1) + " of '" + text + "' is '" + parts[2 * i]
                            + "' and must be '" + LABELS[i] + "': " + SHAPE);
                }
                var pattern = i == 0 ? PROJECT : PART;
                if (!pattern.matcher(parts[2 * i + 1]).matches()) {
                    throw new InvalidKeyReference("The value '" + parts[2 * i + 1] + "' after '" + LABELS[i] + "' in '"
                            + text + "' must be 1 to 63 letters, digits, - or _");
                }
            }
            return new Google(parts[1], parts[3], parts[5], parts[7]);
        }

        @Override
        public String region() {
            return location;
        }

        @Override
        public String uri() {
            return "projects/" + project + "/locations/" + location + "/keyRings/" + keyRing + "/cryptoKeys/" + key;
        }

        @Override
        public String toString() {
            return uri();
        }
    }

    /** {@code kanesh-local://<region>/<key>}: a key of the local KMS, which is not for production. */
    record Local(String region, String keyId) implements KeyReference {

        static final String SCHEME = "kanesh-local://";
        private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

        static Local parseAddress(String text) {
            var parts = text.substring(SCHEME.length()).split("/", -1);
            if (parts.length != 2) {
                throw new InvalidKeyReference(
                        "'" + text + "' must be " + SCHEME + "<region>/<key>, with one slash after the region");
            }
            return new Local(part("region", parts[0], text), part("key", parts[1], text));
        }

        private static String part(String name, String value, String text) {
            if (!PART.matcher(value).matches()) {
                throw new InvalidKeyReference("The " + name + " '" + value + "' of '" + text
                        + "' must be 1 to 63 lower-case letters, digits or -, and not begin with -");
            }
            return value;
        }

        @Override
        public String uri() {
            return SCHEME + region + "/" + keyId;
        }

        @Override
        public String toString() {
            return uri();
        }
    }

    /** A text that names no key. The message is meant for the person who typed it. */
    final class InvalidKeyReference extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        InvalidKeyReference(String message) {
            super(message);
        }
    }
}
