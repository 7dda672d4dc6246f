package io.kanesh.control.postgres.state;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Opens what {@link SealedOutput} sealed; gives nothing that was not verified. */
final class SealedInput extends InputStream {
    private final DataInputStream in;
    private final SecretKeySpec key;
    private final byte[] header;
    private byte[] frame = new byte[0];
    private int next;
    private long number;
    private boolean isLast;

    /** @throws StateFault when it is no such file */
    SealedInput(InputStream file, String passphrase) throws IOException {
        in = new DataInputStream(file);
        byte[] magic = in.readNBytes(SealedOutput.MAGIC.length);
        if (!Arrays.equals(magic, SealedOutput.MAGIC)) {
            throw new StateFault(
                    "This is not a file that ./kanesh backup-state has written (or a later release's, whose"
                            + " form this one does not know).");
        }
        try {
            var costs = new Passphrase.Costs(in.readInt(), in.readInt(), in.readInt());
            byte[] salt = in.readNBytes(SealedOutput.SALT_BYTES);
            if (salt.length < SealedOutput.SALT_BYTES) {
                throw truncated();
            }
            if (!costs.isSane()) {
                throw new StateFault("The head of the file is damaged. Take another copy of it.");
            }
            key = Passphrase.key(passphrase, salt, costs);
            header = SealedOutput.header(salt, costs);
        } catch (EOFException e) {
            throw truncated();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (next == frame.length) {
            if (isLast) {
                return -1;
            }
            open();
        }
        int part = Math.min(length, frame.length - next);
        System.arraycopy(frame, next, bytes, offset, part);
        next += part;
        return part;
    }

    private void open() throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            throw truncated();
        }
        if (length < SealedOutput.TAG_BYTES || length > SealedOutput.FRAME_BYTES + SealedOutput.TAG_BYTES) {
            throw damaged();
        }
        byte[] sealed = in.readNBytes(length);
        if (sealed.length < length) {
            throw truncated();
        }
        byte[] opened = opened(sealed, false);
        if (opened == null) {
            opened = opened(sealed, true);
            isLast = true;
        }
        if (opened == null) {
            throw number == 0
                    ? new StateFault("The passphrase is wrong (or the file is damaged at its beginning). Nothing was"
                            + " changed.")
                    : damaged();
        }
        if (isLast && in.read() >= 0) {
            throw damaged();
        }
        frame = opened;
        next = 0;
        number++;
    }

    private byte @Nullable [] opened(byte[] sealed, boolean asLast) {
        try {
            return Passphrase.cipher(Cipher.DECRYPT_MODE, key, SealedOutput.nonce(number, asLast), header)
                    .doFinal(sealed);
        } catch (GeneralSecurityException notSo) {
            return null;
        }
    }

    private static StateFault truncated() {
        return new StateFault("The file ends too early: it was cut off while it was written or copied. Nothing was"
                + " changed. Take another copy of it, or an older backup.");
    }

    private static StateFault damaged() {
        return new StateFault("The file was changed after it was written, or is damaged. Nothing was changed here. Take"
                + " another copy of it, or an older backup.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
