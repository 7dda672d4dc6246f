package io.kanesh.control.certificates;

import java.time.Duration;
import java.util.List;

/**
 * A certificate to issue. The names are ours: whatever the request itself asks for is ignored.
 *
 * @param csrPem PKCS#10 request, PEM, EC P-256, signed with the key that it is for
 * @param commonName of the subject
 * @param uris subject alternative names, e.g. {@code kanesh:node:nd_…}
 * @param addresses subject alternative names: IP addresses, textual
 * @param validity from now; a few minutes before now are added for clocks that are behind
 */
public record CertificateOrder(
        String csrPem, String commonName, List<String> uris, List<String> addresses, Duration validity) {

    public CertificateOrder {
        uris = List.copyOf(uris);
        addresses = List.copyOf(addresses);
    }
}
