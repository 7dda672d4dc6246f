package io.kanesh.engine.keys;

import io.kanesh.kms.envelope.audit.AuditEntry;
import io.kanesh.kms.envelope.audit.AuditTrail;
import io.kanesh.kms.envelope.keyring.AccessLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.UUID;

/**
 * One line for each file that is opened, before its key is lent. The line is with the operating system then, so that no kill of the
 * process loses it; it is forced to the disk with the next group, every second. A start opens thousands of files, and the
 * agent's own trail, of what the KMS was asked for, forces every line.
 */
final class Loans implements AccessLog {

    /** A trail is read whole at its opening; a larger one becomes the one before. */
    private static final long LARGEST = 64L << 20;

    private final AuditTrail trail;
    private final String node;

    private Loans(AuditTrail trail, String node) {
        this.trail = trail;
        this.node = node;
    }

    static Loans open(Path path, String node) throws IOException {
        if (Files.exists(path) && Files.size(path) > LARGEST) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new Loans(AuditTrail.openGrouped(path, InstantSource.system()), node);
    }

    @Override
    public void lending(UUID dataKeyId, String file, String reason) throws IOException {
        trail.append(new AuditEntry(node, "lend", "", "", "", dataKeyId.toString(), file, reason, "OK"));
    }

    void force() throws IOException {
        trail.force();
    }
}
