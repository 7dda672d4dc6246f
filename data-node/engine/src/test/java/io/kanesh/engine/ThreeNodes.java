package io.kanesh.engine;

import java.io.IOException;
import java.io.UncheckedIOException;

/** One cluster of three nodes for all test classes of this process; its start is the cost. */
final class ThreeNodes {

    private static final TestCluster CLUSTER = started();

    private ThreeNodes() {}

    static TestCluster cluster() {
        return CLUSTER;
    }

    private static TestCluster started() {
        try {
            TestCluster cluster = new TestCluster(3, 1, 1L << 30);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster)));
            cluster.start();
            return cluster;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void close(TestCluster cluster) {
        try {
            cluster.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
