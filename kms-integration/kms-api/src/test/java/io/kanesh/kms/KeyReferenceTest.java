package io.kanesh.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "projects/acme-prod/locations/europe-west3/keyRings/data/cryptoKeys/kanesh",
                "kanesh-local://here/orders"
            })
    void readsBackWhatItWrites(String uri) {
        assertThat(KeyReference.parse(uri).uri()).isEqualTo(uri);
        assertThat(KeyReference.parse("  " + uri + "\n").uri()).isEqualTo(uri);
    }

    @Test
    void knowsRegionAndKind() {
        var aws = KeyReference.parse("arn:aws:kms:ap-southeast-2:123456789012:key/mrk-" + "0a".repeat(16));
        assertThat(aws.region()).isEqualTo("ap-southeast-2");
        assertThat(((KeyReference.Aws) aws).multiRegion()).isTrue();
        assertThat(KeyReference.parse("//cloudkms.googleapis.com/projects/p/locations/global/keyRings/r/cryptoKeys/k")
                        .region())
                .isEqualTo("global");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | empty",
                "hello | neither with arn:",
                "alias/mine | alias can be pointed at another key",
                "arn:aws:kms:eu-central-1:123456789012 | has 5 parts",
                "arn:aws:s3:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab | service 's3'",
                "arn:oops:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab | partition 'oops'",
                "arn:aws:kms:Frankfurt:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab | region 'Frankfurt'",
                "arn:aws:kms:eu-central-1:12345:key/1234abcd-12ab-34cd-56ef-1234567890ab | 12 digits",
                "arn:aws:kms:eu-central-1:123456789012:alias/mine | names an alias",
                "arn:aws:kms:eu-central-1:123456789012:grant/mine | resource 'grant/mine'",
                "arn:aws:kms:eu-central-1:123456789012:key/1234ABCD-12ab-34cd-56ef-1234567890ab | key id '1234ABCD",
                "projects/p/locations/l/keyRings/r | has 6 parts",
                "projects/p/locations/l/keyrings/r/cryptoKeys/k | must be 'keyRings'",
                "projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/3 | names one version",
                "projects/p/locations/l/keyRings/r r/cryptoKeys/k | after 'keyRings'",
                "kanesh-local://here | one slash",
                "kanesh-local://Here/k | region 'Here'",
                "kanesh-local://here/ | key ''"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> KeyReference.parse(text))
                .isInstanceOf(KeyReference.InvalidKeyReference.class)
                .hasMessageContaining(message);
    }
}
