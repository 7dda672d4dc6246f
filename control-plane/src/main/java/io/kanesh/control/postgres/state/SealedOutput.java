package io.kanesh.control.postgres.state;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is written. Format: magic, costs and salt of the passphrase's key, then frames of up to 64 KiB, each with its
 * length and AES-256-GCM under a nonce of its number and whether it is the last one: so that cutting, swapping and repeating
 * frames is noticed. The key is used for one file only, since the salt is fresh.
 */
final class SealedOutput extends OutputStream {
    static final byte[] MAGIC = {'K', 'A', 'N', 'E', 'S', 'H', '-', 'S', 'T', 'A', 'T', 'E', '-', '1', '\n'};
    static final int SALT_BYTES = 16;
    static final int FRAME_BYTES = 64 * 1024;
    static final int TAG_BYTES = 16;

    private final DataOutputStream out;
    private final SecretKeySpec key;
    private final byte[] header;
    private final byte[] frame = new byte[FRAME_BYTES];
    private int used;
    private long number;
    private boolean isClosed;

    SealedOutput(OutputStream out, String passphrase, RandomGenerator random) throws IOException {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var costs = Passphrase.Costs.NOW;
        this.out = new DataOutputStream(out);
        this.key = Passphrase.key(passphrase, salt, costs);
        this.header = header(salt, costs);
        this.out.write(header);
    }

    static byte[] header(byte[] salt, Passphrase.Costs costs) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var data = new DataOutputStream(bytes);
        data.write(MAGIC);
        data.writeInt(costs.n());
        data.writeInt(costs.r());
        data.writeInt(costs.p());
        data.write(salt);
        return bytes.toByteArray();
    }

    /** 11 bytes of the frame's number, one that says whether it is the last. */
    static byte[] nonce(long number, boolean isLast) {
        return ByteBuffer.allocate(12)
                .position(3)
                .putLong(number)
                .put((byte) (isLast ? 1 : 0))
                .array();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (used == FRAME_BYTES) {
                seal(false);
            }
            int part = Math.min(length - done, FRAME_BYTES - used);
            System.arraycopy(bytes, offset + done, frame, used, part);
            used += part;
            done += part;
        }
    }

    private void seal(boolean isLast) throws IOException {
        try {
            byte[] sealed = Passphrase.cipher(Cipher.ENCRYPT_MODE, key, nonce(number++, isLast), header)
                    .doFinal(frame, 0, used);
            out.writeInt(sealed.length);
            out.write(sealed);
            used = 0;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            seal(true);
            out.close();
        }
    }
}
