package io.kanesh.kms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every provider must do. A provider's test extends this and sets up the world. */
public abstract class KmsContract {

    private static final EncryptionContext CONTEXT =
            EncryptionContext.of(Map.of("kanesh:cluster", "cl_1", "kanesh:node", "nd_1"));
    private static final Set<String> ALL = Set.of("generate", "encrypt", "decrypt", "describe", "re-encrypt");

    private final KmsWorld world;

    protected KmsContract(KmsWorld world) {
        this.world = world;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aGeneratedKeyOpensAgain() {
        var generated = world.kms().generateDataKey(world.key(), CONTEXT);
        var again = world.kms().decrypt(generated.wrapped(), CONTEXT);
        assertThat(bytes(again.secret())).hasSize(32).isEqualTo(bytes(generated.secret()));
        assertThat(bytes(world.kms().generateDataKey(world.key(), CONTEXT).secret()))
                .isNotEqualTo(bytes(generated.secret()));
    }

    @Test
    void anEncryptedKeyOpensAgain() {
        var secret = SecretBytes.adopt("contract", new byte[] {1, 2, 3, 4});
        var wrapped = world.kms().encrypt(world.key(), secret, CONTEXT);
        assertThat(bytes(world.kms().decrypt(wrapped, CONTEXT).secret())).containsExactly(1, 2, 3, 4);
        assertThat(wrapped.key()).isEqualTo(world.key());
    }

    @Test
    void anotherContextIsTamper() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        for (var other : List.of(
                Map.of("kanesh:cluster", "cl_1", "kanesh:node", "nd_2"),
                Map.of("kanesh:cluster", "cl_1"),
                Map.of("kanesh:cluster", "cl_1", "kanesh:node", "nd_1", "more", "x"),
                Map.of("kanesh:cluster", "cl_1k", "anesh:node", "nd_1"))) {
            assertThat(refused(wrapped, EncryptionContext.of(other)).faultClass())
                    .as("%s", other)
                    .isEqualTo(FaultClass.TAMPER);
        }
    }

    @Test
    void aChangedBlobIsTamper() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        for (var at : new int[] {0, wrapped.blob().length / 2, wrapped.blob().length - 1}) {
            var blob = wrapped.blob();
            blob[at] ^= 1;
            assertThat(refused(new WrappedKey(world.key(), "", blob), CONTEXT).faultClass())
                    .isEqualTo(FaultClass.TAMPER);
        }
    }

    @Test
    void aBlobOfAnotherKeyIsTamper() {
        var wrapped = world.kms().generateDataKey(world.otherKey(), CONTEXT).wrapped();
        assertThat(refused(new WrappedKey(world.key(), "", wrapped.blob()), CONTEXT)
                        .faultClass())
                .isEqualTo(FaultClass.TAMPER);
    }

    @Test
    void aKeyThatIsOffIsRevokedUntilItIsOnAgain() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        for (var off : List.of(KeyState.DISABLED, KeyState.PENDING_DELETION)) {
            world.setState(off);
            assertThat(refused(wrapped, CONTEXT).faultClass()).as("%s", off).isEqualTo(FaultClass.REVOKED);
            assertThat(world.kms().describe(world.key()).state()).isEqualTo(off);
            world.setState(KeyState.ENABLED);
            assertThat(world.kms().decrypt(wrapped, CONTEXT).secret().length()).isEqualTo(32);
        }
    }

    @Test
    void aPermissionTakenAwayIsRevokedUntilItIsGivenBack() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        world.permit(Set.of("describe"));
        var fault = refused(wrapped, CONTEXT);
        assertThat(fault.faultClass()).isEqualTo(FaultClass.REVOKED);
        assertThat(fault.code()).isNotEmpty();
        assertThat(fault).hasMessageContaining("decrypt");
        world.permit(ALL);
        assertThat(world.kms().decrypt(wrapped, CONTEXT).secret().length()).isEqualTo(32);
    }

    @Test
    void aKeyThatIsOffIsNeverAnOutageEvenWithoutDescribe() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        world.permit(Set.of("generate", "encrypt", "decrypt"));
        world.setState(KeyState.PENDING_DELETION);
        assertThat(refused(wrapped, CONTEXT).faultClass()).isIn(FaultClass.REVOKED, FaultClass.UNCLEAR);
    }

    @Test
    void anUnavailableKeyIsAnOutage() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        world.setState(KeyState.UNAVAILABLE);
        assertThat(refused(wrapped, CONTEXT).faultClass()).isEqualTo(FaultClass.OUTAGE);
    }

    @Test
    void aMissingKeyIsRevoked() {
        var fault =
                catchThrowableOfType(KmsFault.class, () -> world.kms().generateDataKey(world.missingKey(), CONTEXT));
        assertThat(fault.faultClass()).isEqualTo(FaultClass.REVOKED);
    }

    @Test
    void oldBlobsOpenAfterARotation() {
        var old = world.kms().generateDataKey(world.key(), CONTEXT);
        world.rotate();
        assertThat(bytes(world.kms().decrypt(old.wrapped(), CONTEXT).secret())).isEqualTo(bytes(old.secret()));
        var rewrapped = world.kms().reEncrypt(old.wrapped(), CONTEXT, world.key(), CONTEXT);
        assertThat(rewrapped.blob()).isNotEqualTo(old.wrapped().blob());
        assertThat(bytes(world.kms().decrypt(rewrapped, CONTEXT).secret())).isEqualTo(bytes(old.secret()));
    }

    @Test
    void aKeyMovesToAnotherKeyAndContext() {
        var old = world.kms().generateDataKey(world.key(), CONTEXT);
        var context = EncryptionContext.of(Map.of("kanesh:node", "nd_9"));
        var moved = world.kms().reEncrypt(old.wrapped(), CONTEXT, world.otherKey(), context);
        assertThat(moved.key()).isEqualTo(world.otherKey());
        world.setState(KeyState.DISABLED);
        assertThat(bytes(world.kms().decrypt(moved, context).secret())).isEqualTo(bytes(old.secret()));
        assertThat(refused(moved, CONTEXT).faultClass()).isEqualTo(FaultClass.TAMPER);
    }

    @Test
    void describeTellsTheKindOfKey() {
        var described = world.kms().describe(world.key());
        assertThat(described.state()).isEqualTo(KeyState.ENABLED);
        assertThat(described.purposeFits()).isTrue();
        assertThat(described.external()).isFalse();
    }

    @Test
    void silenceAndServerErrorsAreOutages() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        for (var fault : List.of(
                WireFault.THROTTLE, WireFault.SERVER_ERROR, WireFault.DROP, WireFault.HALF_BODY, WireFault.HANG)) {
            if (world.knows(fault)) {
                // The JDK's own HTTP connection sends a POST again when the connection was dropped.
                world.fail(fault, fault == WireFault.DROP ? 2 : 1);
                assertThat(refused(wrapped, CONTEXT).faultClass())
                        .as("%s", fault)
                        .isEqualTo(FaultClass.OUTAGE);
                world.fail(fault, 0);
                assertThat(world.kms().decrypt(wrapped, CONTEXT).secret().length())
                        .as("after %s", fault)
                        .isEqualTo(32);
            }
        }
    }

    @Test
    void nothingIsTriedAgainUnseen() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        for (var fault : List.of(WireFault.THROTTLE, WireFault.SERVER_ERROR)) {
            var before = world.requests();
            world.fail(fault, 1);
            refused(wrapped, CONTEXT);
            assertThat(world.requests() - before).as("%s", fault).isEqualTo(1);
        }
    }

    @Test
    void throttlingIsAnOutageAsLongAsItLasts() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        world.fail(WireFault.THROTTLE, 100);
        for (var refusal = 0; refusal < 100; refusal++) {
            assertThat(refused(wrapped, CONTEXT).faultClass()).isEqualTo(FaultClass.OUTAGE);
        }
        assertThat(world.kms().decrypt(wrapped, CONTEXT).secret().length()).isEqualTo(32);
    }

    @Test
    void aLateAnswerIsAnAnswerAndALaterOneAnOutage() {
        if (world.knows(WireFault.SLOW)) {
            var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
            world.fail(WireFault.SLOW, 1);
            assertThat(world.kms().decrypt(wrapped, CONTEXT).secret().length()).isEqualTo(32);
            world.fail(WireFault.TOO_SLOW, 1);
            assertThat(refused(wrapped, CONTEXT).faultClass()).isEqualTo(FaultClass.OUTAGE);
        }
    }

    @Test
    void staleCredentialsAreOurs() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        world.fail(WireFault.EXPIRED_TOKEN, 1);
        assertThat(refused(wrapped, CONTEXT).faultClass()).isEqualTo(FaultClass.OURS);
    }

    @Test
    void wrongAnswersAreTamper() {
        for (var fault : List.of(WireFault.WRONG_PLAINTEXT_LENGTH, WireFault.WRONG_KEY_ID, WireFault.CORRUPT_ANSWER)) {
            if (world.knows(fault)) {
                world.fail(fault, 10);
                var thrown =
                        catchThrowableOfType(KmsFault.class, () -> world.kms().generateDataKey(world.key(), CONTEXT));
                assertThat(thrown.faultClass()).as("%s", fault).isEqualTo(FaultClass.TAMPER);
                world.fail(fault, 0);
            }
        }
    }

    @Test
    void anUnknownRefusalIsUnclear() {
        var wrapped = world.kms().generateDataKey(world.key(), CONTEXT).wrapped();
        world.fail(WireFault.UNKNOWN_CODE, 1);
        assertThat(refused(wrapped, CONTEXT).faultClass()).isEqualTo(FaultClass.UNCLEAR);
    }

    private KmsFault refused(WrappedKey wrapped, EncryptionContext context) {
        var fault = catchThrowableOfType(KmsFault.class, () -> world.kms().decrypt(wrapped, context));
        assertThat(fault).as("a refusal").isNotNull();
        return fault;
    }

    private static byte[] bytes(SecretBytes secret) {
        return secret.use(byte[]::clone);
    }
}
