package io.kanesh.it.bench;

import io.kanesh.files.EncryptedFileSystemProvider;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Random;

/**
 * What encryption costs below the engine: the speed of an encrypted file against its cipher alone, and the CPU of reading a page
 * through it against the same page of a plain file, in alternating pairs. First plain against plain: unless those look equal,
 * nothing here can be measured on this machine now. Takes about two minutes.
 */
final class ChannelCost {

    private static final int PAGE = 4096;
    private static final int PAGES = 8192;
    private static final int READS = 40_000;

    private final PrintStream out;
    private final int pairs;

    ChannelCost(PrintStream out, int pairs) {
        this.out = out;
        this.pairs = pairs;
    }

    void run() throws IOException, GeneralSecurityException {
        var plain = file(Files.createTempDirectory("kanesh-bench-plain").resolve("pages"));
        var control = ratio(plain, plain);
        out.printf("CPU of a page, plain against plain: %s%n", control);
        for (var suite : Suite.values()) {
            var folder = Files.createTempDirectory("kanesh-bench-" + suite);
            new FileSpeed(out, suite, folder).run();
            var provider =
                    new EncryptedFileSystemProvider(FileSystems.getDefault().provider());
            provider.mount(new BenchKeys(suite).mount(folder));
            var encrypted = file(provider.path(folder.resolve("pages-Data.db")));
            if (control.isOne()) {
                out.printf("CPU of a page read through %s against plain: %s%n", suite, ratio(plain, encrypted));
            } else {
                out.printf("CPU of a page read through %s: not measurable here now%n", suite);
            }
            Files.delete(encrypted);
            Files.delete(folder);
        }
        Files.delete(plain);
    }

    private Pairs.Interval ratio(Path before, Path after) throws IOException {
        var measured = new Pairs();
        for (var pair = -2; pair < pairs; pair++) {
            var one = cpu(before, pair);
            var two = cpu(after, pair);
            if (pair >= 0) {
                measured.add((double) one, (double) two);
            }
        }
        return measured.interval();
    }

    private static Path file(Path path) throws IOException {
        var page = new byte[PAGE];
        var random = new Random(3);
        try (var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var i = 0; i < PAGES; i++) {
                random.nextBytes(page);
                file.write(ByteBuffer.wrap(page));
            }
        }
        return path;
    }

    /** Nanoseconds of this thread's CPU for {@link #READS} single pages at random places. */
    private static long cpu(Path path, int seed) throws IOException {
        var thread = ManagementFactory.getThreadMXBean();
        var random = new Random(seed);
        var buffer = ByteBuffer.allocateDirect(PAGE);
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            var begin = thread.getCurrentThreadCpuTime();
            for (var i = 0; i < READS; i++) {
                file.read(buffer.clear(), (long) random.nextInt(PAGES) * PAGE);
            }
            return thread.getCurrentThreadCpuTime() - begin;
        }
    }
}
