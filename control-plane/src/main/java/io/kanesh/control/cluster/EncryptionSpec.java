package io.kanesh.control.cluster;

import io.kanesh.agent.api.Encryption.Algorithm;
import io.kanesh.control.shared.Id.KeyId;

/**
 * How a cluster's files are encrypted. There is no cluster without it.
 *
 * @param keyId the master key of every data center that names no other
 * @param algorithm of new files; files under the other one stay readable
 * @param outageGraceMinutes how long nodes go on while their KMS does not answer, {@value #SHORTEST_GRACE} to
 *     {@value #LONGEST_GRACE}; a refusal is not an outage and knows no grace
 */
public record EncryptionSpec(KeyId keyId, Algorithm algorithm, int outageGraceMinutes) {
    public static final int SHORTEST_GRACE = 15;
    public static final int LONGEST_GRACE = 24 * 60;
    public static final int USUAL_GRACE = 4 * 60;

    public EncryptionSpec {
        if (outageGraceMinutes < SHORTEST_GRACE || outageGraceMinutes > LONGEST_GRACE) {
            throw new IllegalArgumentException("a grace has " + SHORTEST_GRACE + " to " + LONGEST_GRACE + " minutes");
        }
    }
}
