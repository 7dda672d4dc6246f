package io.kanesh.agent.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A network: an IPv4 or IPv6 address and the number of leading bits that its members share with it (RFC 4632, RFC 4291). No name
 * is ever looked up.
 */
public final class Cidr {
    /** Without leading zeros, which some programs read as octal. */
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern BITS = Pattern.compile("0|[1-9]\\d{0,2}");

    private final byte[] network;
    private final int bits;

    private Cidr(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single address.
     *
     * @throws IllegalArgumentException when it is none, or when bits behind the prefix are set; the message says what would do
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        int longest = address.length * 8;
        String length = slash < 0 ? Integer.toString(longest) : text.substring(slash + 1);
        if (!BITS.matcher(length).matches() || Integer.parseInt(length) > longest) {
            throw new IllegalArgumentException("the prefix length is a number from 0 to " + longest);
        }
        int bits = Integer.parseInt(length);
        byte[] network = masked(address, bits);
        if (!Arrays.equals(network, address)) {
            throw new IllegalArgumentException(
                    "bits behind the prefix are set; the network is " + new Cidr(network, bits));
        }
        return new Cidr(network, bits);
    }

    private static byte[] address(String text) {
        boolean isAddress = IPV4.matcher(text).matches()
                || (text.length() <= 45 && IPV6.matcher(text).matches());
        if (isAddress) {
            try {
                byte[] address = InetAddress.getByName(text).getAddress();
                // The JDK turns ::ffff:1.2.3.4 into an IPv4 address, which its prefix length does not fit.
                if (!text.contains(":") || address.length == 16) {
                    return address;
                }
            } catch (UnknownHostException malformed) {
                throw new IllegalArgumentException("this is no IPv4 or IPv6 address", malformed);
            }
        }
        throw new IllegalArgumentException("this is no IPv4 or IPv6 address");
    }

    /** Whether an address is in this network; an IPv4 address that is written as IPv6 counts as IPv4. */
    public boolean contains(InetAddress address) {
        byte[] candidate = address.getAddress();
        return candidate.length == network.length && Arrays.equals(masked(candidate, bits), network);
    }

    /** Whether a textual address is in this network; false for what is no address. */
    public boolean contains(String address) {
        try {
            byte[] candidate = address(address);
            return candidate.length == network.length && Arrays.equals(masked(candidate, bits), network);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - i * 8));
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr that && bits == that.bits && Arrays.equals(network, that.network);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(network) * 31 + bits;
    }

    /** The one way to write it: {@code 10.0.0.0/8}, {@code 2001:db8:0:0:0:0:0:0/32}. */
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/" + bits;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
