package io.kanesh.kms.envelope.codec;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks against the real construction, and against broken ones: a check that a broken one passes would be blind. */
class ControlsTest {

    private static final Construction WITHOUT_CONTEXT = new Construction() {
        @Override
        public byte[] info(FileClass fileClass, Suite suite, byte[] salt, byte[] context) {
            return Construction.super.info(fileClass, suite, salt, new byte[0]);
        }

        @Override
        public byte[] frameAad(byte[] frameHeader) {
            return new byte[0];
        }
    };

    private static final Construction FIXED_NONCE = new Construction() {
        @Override
        public byte[] nonce(byte[] base, long index) {
            return base.clone();
        }
    };

    @TempDir
    Path folder;

    @Test
    void theRealConstructionPasses() {
        assertThatCode(() -> CodecChecks.headerIsBound(Construction.STANDARD, folder))
                .doesNotThrowAnyException();
        assertThatCode(() -> CodecChecks.framesAreBound(Construction.STANDARD, folder))
                .doesNotThrowAnyException();
        assertThatCode(() -> CodecChecks.noncesNeverRepeat(Construction.STANDARD, folder))
                .doesNotThrowAnyException();
    }

    @Test
    void leavingTheContextOutIsNoticed() {
        assertThatThrownBy(() -> CodecChecks.headerIsBound(WITHOUT_CONTEXT, folder))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> CodecChecks.framesAreBound(WITHOUT_CONTEXT, folder))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aFixedNonceIsNoticed() {
        assertThatThrownBy(() -> CodecChecks.noncesNeverRepeat(FIXED_NONCE, folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("used twice");
    }
}
