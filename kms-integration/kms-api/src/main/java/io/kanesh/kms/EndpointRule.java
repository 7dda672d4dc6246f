package io.kanesh.kms;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Which address a KMS client may be pointed at in place of its cloud's own. Only an operator can name one, and still a slip must not
 * send requests with a project's identity to a machine's metadata address, or a key's plaintext over a network without TLS.
 */
public final class EndpointRule {

    private EndpointRule() {}

    /**
     * Looks at the address under {@code name}, if there is one: {@code https} to anything but a link-local or multicast address;
     * {@code http} to this machine only (a simulator).
     *
     * @throws IllegalArgumentException which names the setting and says what would be right
     */
    public static void check(Map<String, String> settings, String name) {
        var address = settings.get(name);
        if (address == null) {
            return;
        }
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException noAddress) {
            throw refused(name, address, "is not an address");
        }
        var host = uri.getHost();
        var isHttp = "http".equals(uri.getScheme());
        if (host == null || uri.getUserInfo() != null || !(isHttp || "https".equals(uri.getScheme()))) {
            throw refused(name, address, "is not an https address with a host and without a user");
        }
        checkHost(name, address, host, isHttp);
    }

    /**
     * The same for an address without TLS that is written {@code host:port}: this machine only.
     *
     * @throws IllegalArgumentException which names the setting and says what would be right
     */
    public static void checkPlaintext(Map<String, String> settings, String name) {
        var address = settings.get(name);
        if (address == null) {
            return;
        }
        if (!address.matches("[^/@:]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}")) {
            throw refused(name, address, "is not written host:port");
        }
        checkHost(name, address, address.substring(0, address.lastIndexOf(':')), true);
    }

    private static void checkHost(String name, String address, String host, boolean plaintext) {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host.replaceAll("[\\[\\]]", ""));
        } catch (UnknownHostException unknownNow) {
            // Nothing is sent to a name that nobody knows; when it is known later, plaintext would be too late to
            // refuse.
            if (plaintext) {
                throw refused(name, address, "has a host that is not known here");
            }
            return;
        }
        for (var one : found) {
            if (plaintext && !one.isLoopbackAddress()) {
                throw refused(name, address, "would carry keys without TLS to another machine");
            }
            if (one.isLinkLocalAddress() || one.isMulticastAddress() || one.isAnyLocalAddress()) {
                throw refused(
                        name, address, "points at a link-local or multicast address, such as a machine's metadata");
            }
        }
    }

    private static IllegalArgumentException refused(String name, String address, String why) {
        return new IllegalArgumentException("The KMS setting " + name + " '" + address + "' " + why
                + ": give an https address, or one of this machine (127.0.0.1) for a simulator");
    }
}
