package io.kanesh.kms.envelope.codec;

import java.nio.charset.StandardCharsets;

/**
 * The three places where the construction binds things together. One production form, {@link #STANDARD}; the control tests put
 * a broken one in its place and demand that the other tests notice.
 */
interface Construction {

    Construction STANDARD = new Construction() {};

    /** label ‖ AEAD name ‖ 0x00 ‖ salt ‖ context. */
    default byte[] info(FileClass fileClass, Suite suite, byte[] salt, byte[] context) {
        var label = fileClass.label().getBytes(StandardCharsets.US_ASCII);
        var aead = suite.aeadName().getBytes(StandardCharsets.US_ASCII);
        var info = new byte[label.length + aead.length + 1 + salt.length + context.length];
        var at = 0;
        System.arraycopy(label, 0, info, at, label.length);
        at += label.length;
        System.arraycopy(aead, 0, info, at, aead.length);
        at += aead.length + 1;
        System.arraycopy(salt, 0, info, at, salt.length);
        at += salt.length;
        System.arraycopy(context, 0, info, at, context.length);
        return info;
    }

    /** base XOR index, the index big-endian in the last eight bytes. */
    default byte[] nonce(byte[] base, long index) {
        var nonce = base.clone();
        for (var i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (index >>> (Byte.SIZE * i));
        }
        return nonce;
    }

    /** What a frame authenticates besides its text: its own length and sequence. */
    default byte[] frameAad(byte[] frameHeader) {
        return frameHeader;
    }
}
