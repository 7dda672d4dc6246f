package io.kanesh.kms.envelope.keyring;

import java.io.IOException;
import java.util.UUID;

/** Where each loan of a data key is written before the key is handed out. A failure means: no key. */
public interface AccessLog {

    /** @param reason write-open, read-open, … */
    void lending(UUID dataKeyId, String file, String reason) throws IOException;
}
