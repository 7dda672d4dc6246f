package io.kanesh.control.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules rules = new AddressRules(List.of("10.20.0.0/16", "fd12::/32"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://127.1.2.3:8443/a",
                "https://10.0.0.1",
                "https://172.16.0.1",
                "https://192.168.1.1",
                "https://169.254.169.254",
                "https://100.64.0.1",
                "https://0.0.0.0",
                "https://224.0.0.1",
                "https://255.255.255.255",
                "https://192.0.0.8",
                "https://198.18.0.1",
                "https://[::1]",
                "https://[::]",
                "https://[fe80::1]",
                "https://[fc00::1]",
                "https://[::ffff:10.0.0.1]",
                "https://[64:ff9b::a00:1]",
                "https://[2002:a00:1::]",
                "https://localhost",
                "http://10.21.0.1",
                "http://8.8.8.8",
                "gopher://8.8.8.8",
                "https://a@8.8.8.8",
                "not an address",
                "https://"
            })
    void isRefused(String address) {
        assertThat(rules.refusal("issuer", address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://8.8.8.8/x",
                "https://[2600::1]",
                "https://10.20.3.4",
                "http://10.20.3.4",
                "http://[fd12::7]"
            })
    void isCalled(String address) {
        assertThat(rules.refusal("issuer", address)).isEmpty();
    }

    @Test
    void aListIsOfAddresses() {
        assertThatThrownBy(() -> new AddressRules(List.of("example.org")))
                .hasMessageContaining("KANESH_OUTBOUND_ALLOWED");
    }
}
