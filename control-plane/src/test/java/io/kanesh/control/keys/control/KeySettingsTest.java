package io.kanesh.control.keys.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySettingsTest {
    private static final ProjectId PROJECT = new ProjectId("prj_01aaaaaaaaaaaaaaaaaaaaaaaa");

    @Test
    void namesOutOfTheEnvironmentGetTheirCapitalsBack() {
        var settings = settings(Map.of("stsendpoint", "http://127.0.0.1:1"), Map.of())
                .cloud(KeyProvider.AWS, PROJECT, "nd_1", "arn:aws:iam::111122223333:role/one");

        assertThat(settings)
                .containsEntry("stsEndpoint", "http://127.0.0.1:1")
                .containsEntry("roleArn", "arn:aws:iam::111122223333:role/one")
                .containsEntry("externalId", PROJECT.value())
                .containsEntry("sessionName", "nd_1");
    }

    @Test
    void anEmptyOneTakesOursAway() {
        var settings = settings(Map.of("roleArn", ""), Map.of()).cloud(KeyProvider.AWS, PROJECT, "nd_1", "any");

        assertThat(settings).doesNotContainKey("roleArn");
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint, http://169.254.169.254/",
        "stsEndpoint, http://10.0.0.1/",
        "region, eu-central-1",
    })
    void whatCannotBeMeantIsRefusedAtTheStart(String name, String value) {
        assertThatThrownBy(() -> settings(Map.of(name, value), Map.of())).hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"plaintextEndpoint, 10.0.0.1:443", "iamEndpoint, https://169.254.169.254/"})
    void theSameForGoogle(String name, String value) {
        assertThatThrownBy(() -> settings(Map.of(), Map.of(name, value))).hasMessageContaining(name);
    }

    private static KeySettings settings(Map<String, String> aws, Map<String, String> google) {
        return new KeySettings(null, null, aws, google, "none", 1, 400, 100_000);
    }
}
