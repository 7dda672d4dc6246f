package io.kanesh.engine.keys;

import java.io.IOException;

/** What lies under Cassandra's files. Everything that a node runs on is {@link EncryptedStorage}. */
public interface Storage {

    /** Mounts the files with the node's key; repeated with the same key it only renews the lease. */
    void open(KeyArguments arguments) throws IOException;

    boolean isOpen();

    /** Closes every file and wipes every key; never again readable in this process. */
    void wipe();
}
