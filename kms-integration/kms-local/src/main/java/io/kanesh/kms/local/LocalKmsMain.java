package io.kanesh.kms.local;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** {@code java -cp … io.kanesh.kms.local.LocalKmsMain --home <folder> --port <port>}. Runs until it is killed. */
public final class LocalKmsMain {

    private LocalKmsMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4 || !arguments[0].equals("--home") || !arguments[2].equals("--port")) {
            System.err.println("Usage: LocalKmsMain --home <folder> --port <port, 0 for any>");
            System.exit(2);
        }
        var server = LocalKmsServer.start(
                Path.of(arguments[1]), Integer.parseInt(arguments[3]), InstantSource.system(), new SecureRandom());
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        System.out.println("Local KMS at " + server.address() + ", not for production");
        stopped.await();
    }
}
