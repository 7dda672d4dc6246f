package io.kanesh.it.bench;

import io.kanesh.files.EncryptedFileSystemProvider;
import io.kanesh.kms.envelope.codec.AesGcm;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Raw speed of an encrypted file against the cipher alone on 4 KiB in memory, both by the same provider, and against a plain file;
 * the files lie in the system's cache. Bytes per second of this thread's CPU, the kernel's part included, so that others on the machine
 * disturb less; without the forcing to disk at the end of a write. Medians of rounds that take turns.
 */
final class FileSpeed {

    private static final int FILE_BYTES = 64 << 20;
    private static final int CHUNK = 4096;
    private static final int BUFFER = 64 << 10;
    private static final int ROUNDS = 9;
    private static final int TAG_BITS = 128;
    private static final int TAG_BYTES = 16;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PrintStream out;
    private final Suite suite;
    private final Path folder;
    private final byte[] text = new byte[BUFFER];
    /** Of the last work. */
    private long nanos;

    /** A piece of work over {@link #FILE_BYTES}. */
    private interface Work {
        void once() throws IOException, GeneralSecurityException;
    }

    /** Work on an open file, which is what is measured. */
    private interface FileWork {
        void on(FileChannel file) throws IOException;
    }

    FileSpeed(PrintStream out, Suite suite, Path folder) {
        this.out = out;
        this.suite = suite;
        this.folder = folder;
        new Random(1).nextBytes(text);
    }

    /** GB/s of cipher, reading, writing and reading single pages; prints them with their ratios. */
    void run() throws IOException, GeneralSecurityException {
        var provider = new EncryptedFileSystemProvider(FileSystems.getDefault().provider());
        provider.mount(new BenchKeys(suite).mount(folder));
        var path = provider.path(folder.resolve("data-" + suite + "-Data.db"));
        write(path);
        var plain = folder.resolve("plain");
        write(plain);
        var opener = cipher(Cipher.DECRYPT_MODE, sealed(new byte[CHUNK]));
        var works = new Work[] {
            opener,
            cipher(Cipher.ENCRYPT_MODE, new byte[CHUNK]),
            () -> read(path),
            () -> write(path),
            () -> pages(path),
            () -> read(plain),
            () -> write(plain),
            () -> pages(plain)
        };
        var speeds = new double[works.length][ROUNDS];
        for (var round = -2; round < ROUNDS; round++) {
            for (var i = 0; i < works.length; i++) {
                nanos = 0;
                works[i].once();
                if (round >= 0) {
                    speeds[i][round] = (double) FILE_BYTES / nanos;
                }
            }
        }
        var decrypt = median(speeds[0]);
        var encrypt = median(speeds[1]);
        out.printf(
                "%s by %s: cipher alone %.2f GB/s open, %.2f GB/s seal%n",
                suite, AesGcm.providerName(), decrypt, encrypt);
        line("sequential read of 64 KiB", median(speeds[2]), decrypt, median(speeds[5]));
        line("sequential write of 64 KiB", median(speeds[3]), encrypt, median(speeds[6]));
        line("random read of 4 KiB", median(speeds[4]), decrypt, median(speeds[7]));
        Files.delete(path);
        Files.delete(plain);
    }

    /** The most that there can be is one pass of the cipher after one of a plain file. */
    private void line(String what, double speed, double cipher, double plain) {
        var most = 1 / (1 / cipher + 1 / plain);
        out.printf(
                "  %s %.2f GB/s, %.2f of the cipher (aim 0.8 for sequential reads);"
                        + " a plain file %.2f GB/s, so %.2f of what both allow%n",
                what, speed, speed / cipher, plain, speed / most);
    }

    private void measured(Path path, FileWork work, StandardOpenOption... options) throws IOException {
        try (var file = FileChannel.open(path, options)) {
            var begin = THREADS.getCurrentThreadCpuTime();
            work.on(file);
            nanos = THREADS.getCurrentThreadCpuTime() - begin;
        }
    }

    private void write(Path path) throws IOException {
        measured(
                path,
                file -> {
                    for (var at = 0; at < FILE_BYTES; at += BUFFER) {
                        file.write(ByteBuffer.wrap(text));
                    }
                },
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private void read(Path path) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER);
        measured(
                path,
                file -> {
                    while (file.read(buffer.clear()) > 0) {
                        // only the time counts
                    }
                },
                StandardOpenOption.READ);
    }

    private void pages(Path path) throws IOException {
        var random = new Random(2);
        var buffer = ByteBuffer.allocate(CHUNK);
        measured(
                path,
                file -> {
                    for (var i = 0; i < FILE_BYTES / CHUNK; i++) {
                        file.read(buffer.clear(), (long) random.nextInt(FILE_BYTES / CHUNK) * CHUNK);
                    }
                },
                StandardOpenOption.READ);
    }

    private byte[] sealed(byte[] plain) throws GeneralSecurityException {
        var cipher = AesGcm.newCipher();
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[suite.keyBytes()], "AES"), nonce(0));
        return cipher.doFinal(plain);
    }

    private Work cipher(int mode, byte[] in) {
        var key = new SecretKeySpec(new byte[suite.keyBytes()], "AES");
        var cipher = AesGcm.newCipher();
        var result = new byte[CHUNK + TAG_BYTES];
        var last = new int[] {-1};
        return () -> {
            var begin = THREADS.getCurrentThreadCpuTime();
            for (var i = 0; i < FILE_BYTES / CHUNK; i++) {
                // The JDK refuses to encrypt twice under one nonce; to open, one sealed chunk is enough.
                last[0]++;
                cipher.init(mode, key, nonce(mode == Cipher.ENCRYPT_MODE ? last[0] + 1 : 0));
                cipher.doFinal(in, 0, in.length, result, 0);
            }
            nanos = THREADS.getCurrentThreadCpuTime() - begin;
        };
    }

    private static GCMParameterSpec nonce(int number) {
        return new GCMParameterSpec(
                TAG_BITS, ByteBuffer.allocate(12).putInt(8, number).array());
    }

    private static double median(double[] speeds) {
        var sorted = speeds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
