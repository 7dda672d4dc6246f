package io.kanesh.kms.gcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import java.util.zip.CRC32C;

/** CRC32C as Google's messages carry it: what was sent is what arrived, on both sides of the proxies in between. */
final class Checksums {

    private Checksums() {}

    static Int64Value of(byte[] bytes) {
        return Int64Value.of(crc(bytes));
    }

    static boolean fits(ByteString bytes, Int64Value checksum) {
        return crc(bytes.toByteArray()) == checksum.getValue();
    }

    private static long crc(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }

    /** The answer's or the request's bytes changed on the way. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch(String what) {
            super("the checksum of " + what + " does not fit");
        }
    }
}
