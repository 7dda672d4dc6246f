package io.kanesh.control.web;

import io.kanesh.control.shared.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses that a customer gives us we are ready to call: public ones over https. Private ones (loopback, link-local,
 * site-local, carrier-grade, unique-local) reach what only we can reach, and are refused unless the operator lists them.
 */
public final class AddressRules {
    private final List<Range> allowed;

    /** @param allowed e.g. {@code 10.1.0.0/16} or {@code 127.0.0.1}; there http is fine too */
    public AddressRules(List<String> allowed) {
        this.allowed = allowed.stream().map(Range::parse).toList();
    }

    /**
     * Why the address is not called; empty when it is.
     *
     * @param field of the request that named it, for the problem
     */
    public Optional<Problem> refusal(String field, String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return refused(field, "It is not an address.");
        }
        String host = uri.getHost();
        boolean http = "http".equals(uri.getScheme());
        if (host == null || uri.getUserInfo() != null || !(http || "https".equals(uri.getScheme()))) {
            return refused(field, "It is not an https address with a host and without a user.");
        }
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host.replaceAll("[\\[\\]]", ""));
        } catch (UnknownHostException e) {
            return refused(field, "The host " + host + " is not known here.");
        }
        for (InetAddress one : found) {
            boolean listed = allowed.stream().anyMatch(range -> range.contains(one));
            if (!listed && isPrivate(one)) {
                return refused(field, "The host " + host + " has a private address, which is not called.");
            }
            if (!listed && http) {
                // Without TLS a name could be pointed elsewhere between this check and the call.
                return refused(field, "It is not an https address.");
            }
        }
        return Optional.empty();
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            boolean embedded = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff)
                    || startsWith(bytes, 0, 0x64, 0xff, 0x9b)
                    || startsWith(bytes, 0x20, 0x02);
            boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
            return embedded || uniqueLocal || isLocal(address);
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        return first == 0 || first >= 240 || shared || benchmark || (first == 192 && second == 0) || isLocal(address);
    }

    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Problem> refused(String field, String why) {
        return Optional.of(Problem.invalid(
                field,
                "address-refused",
                why,
                "Give a public https address; for a private one the operator lists it in KANESH_OUTBOUND_ALLOWED."));
    }

    /** A range of addresses. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Range(byte[] network, int bits) {
        static Range parse(String text) {
            String[] parts = text.strip().split("/", 2);
            if (!parts[0].matches("[0-9a-fA-F:.]+")) {
                throw new IllegalArgumentException(
                        "KANESH_OUTBOUND_ALLOWED holds addresses and ranges such as 10.1.0.0/16, not '" + text + "'");
            }
            try {
                byte[] network = InetAddress.getByName(parts[0]).getAddress();
                return new Range(network, parts.length == 2 ? Integer.parseInt(parts[1]) : network.length * 8);
            } catch (UnknownHostException | NumberFormatException e) {
                throw new IllegalArgumentException("KANESH_OUTBOUND_ALLOWED holds no address '" + text + "'", e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != network.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                if ((bytes[i / 8] & mask) != (network[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Range range && bits == range.bits && Arrays.equals(network, range.network);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(network) * 31 + bits;
        }
    }
}
