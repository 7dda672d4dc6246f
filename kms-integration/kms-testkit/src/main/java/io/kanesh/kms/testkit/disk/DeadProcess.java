package io.kanesh.kms.testkit.disk;

/** The process that used the disk is dead: nothing it still tries has an effect. Not an IOException, so that no one handles it. */
public final class DeadProcess extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeadProcess() {
        super("this process was ended by the test");
    }
}
