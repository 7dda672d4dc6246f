package io.kanesh.it.bench;

import io.kanesh.files.EncryptedFileSystemProvider;
import io.kanesh.kms.envelope.codec.Suite;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * Main of a stock Cassandra process on our files: {@code PlainOrEncrypted (AES_128_GCM|AES_256_GCM|PLAIN) FOLDER}. The benchmark's
 * alone: an engine of Kanesh has no such choice.
 */
public final class PlainOrEncrypted {

    private PlainOrEncrypted() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (!arguments[0].equals("PLAIN")) {
            var keys = new BenchKeys(Suite.valueOf(arguments[0]));
            EncryptedFileSystemProvider.requireDefault().mount(keys.mount(Path.of(arguments[1])));
        }
        var cassandra = Class.forName("org.apache.cassandra.service.CassandraDaemon");
        try {
            cassandra.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException("Cassandra did not start", failed.getCause());
        }
    }
}
