package io.kanesh.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "192.0.2.7, 192.0.2.7/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "::/0, 0:0:0:0:0:0:0:0/0",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
        "::1, 0:0:0:0:0:0:0:1/128"
    })
    void hasOneWrittenForm(String text, String written) {
        assertThat(Cidr.parse(text)).hasToString(written).isEqualTo(Cidr.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0/8",
                "256.0.0.0/8",
                "010.0.0.0/8",
                "10.0.0.0.0/8",
                "10.0.0.0/8/8",
                "::/129",
                "1:2/16",
                ":::/8",
                "localhost",
                "dead.beef",
                "::ffff:10.0.0.1/32",
                "fe80::1%lo",
                " 10.0.0.0/8",
                "10.0.0.0/8\n",
                "10.0.0.1."
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichNetworkWasMeant() {
        assertThatThrownBy(() -> Cidr.parse("10.1.2.3/8")).hasMessageContaining("10.0.0.0/8");
    }

    @Test
    void holdsExactlyTheAddressesThatShareItsPrefix() throws UnknownHostException {
        var random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);
            int bits = random.nextInt(address.length * 8 + 1);
            byte[] network = address.clone();
            for (int bit = bits; bit < address.length * 8; bit++) {
                network[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            Cidr cidr = Cidr.parse(InetAddress.getByAddress(network).getHostAddress() + "/" + bits);
            InetAddress inside = InetAddress.getByAddress(address);
            assertThat(cidr.contains(inside)).isTrue();
            assertThat(cidr.contains(inside.getHostAddress())).isTrue();
            if (bits > 0) {
                address[(bits - 1) / 8] ^= (byte) (0x80 >> (bits - 1) % 8);
                assertThat(cidr.contains(InetAddress.getByAddress(address))).isFalse();
            }
        }
    }

    @Test
    void knowsAnIpv4AddressThatIsWrittenAsIpv6() throws UnknownHostException {
        var mapped = InetAddress.getByName("::ffff:10.1.2.3");
        assertThat(Cidr.parse("10.0.0.0/8").contains(mapped)).isTrue();
        assertThat(Cidr.parse("::/0").contains(mapped)).isFalse();
    }
}
