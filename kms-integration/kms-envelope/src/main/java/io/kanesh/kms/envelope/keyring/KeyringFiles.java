package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.keyring.KeyringException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The two copies of a keyring on disk. A write replaces one copy after the other (new file, force, rename, force of the folder):
 * at every moment at least one copy is whole. One process writes at a time: the engine while it runs, else the agent.
 */
public final class KeyringFiles {

    private static final List<String> COPIES = List.of("keyring.1", "keyring.2");

    private final Path folder;

    public KeyringFiles(Path folder) {
        this.folder = folder;
    }

    /** A copy that can be read but is not yet authenticated. */
    public static final class Candidate {
        private final String name;
        private final byte[] bytes;
        private final Keyring keyring;

        private Candidate(String name, byte[] bytes, Keyring keyring) {
            this.name = name;
            this.bytes = bytes;
            this.keyring = keyring;
        }

        /** Use it only to learn which node key to unwrap. */
        public Keyring unverified() {
            return keyring;
        }

        /**
         * The keyring, authenticated.
         *
         * @param minimumVersion the newest version known to exist (control plane, engine); an older copy is an attack or a
         *     restored disk
         */
        public Opened verify(SecretBytes activeNodeKey, long minimumVersion) throws KeyringException {
            if (!KeyringCodec.authentic(bytes, activeNodeKey)) {
                throw new KeyringException(Kind.TAMPERED, name + " is not what this node wrote");
            }
            if (keyring.version() < minimumVersion) {
                throw new KeyringException(
                        Kind.ROLLED_BACK,
                        name + " has version " + keyring.version() + ", but version " + minimumVersion + " exists");
            }
            return new Opened(keyring, KeyringCodec.hash(bytes));
        }
    }

    /**
     * An authentic keyring.
     *
     * @param hash of its bytes, which the next version names
     */
    public record Opened(Keyring keyring, String hash) {}

    /**
     * The readable copies, newest first.
     *
     * @throws KeyringException MISSING or BROKEN when there is none
     */
    public List<Candidate> candidates() throws IOException {
        var found = new ArrayList<Candidate>();
        var problems = new ArrayList<String>();
        for (var name : COPIES) {
            try {
                var bytes = Files.readAllBytes(folder.resolve(name));
                found.add(new Candidate(name, bytes, KeyringCodec.readUnverified(bytes)));
            } catch (NoSuchFileException missing) {
                problems.add(name + " is missing");
            } catch (IOException broken) {
                problems.add(name + ": " + broken.getMessage());
            }
        }
        if (found.isEmpty()) {
            var missing = COPIES.stream().noneMatch(name -> Files.exists(folder.resolve(name)));
            throw new KeyringException(
                    missing ? Kind.MISSING : Kind.BROKEN,
                    "no readable keyring in " + folder + " (" + String.join("; ", problems)
                            + "): restore it from the copy that the control plane keeps");
        }
        found.sort(Comparator.comparing((Candidate candidate) -> candidate.keyring.version())
                .reversed());
        return found;
    }

    /** Writes both copies; returns once both are durable. */
    public Opened write(Keyring keyring, SecretBytes activeNodeKey) throws IOException {
        var bytes = KeyringCodec.write(keyring, activeNodeKey);
        for (var name : COPIES) {
            replace(name, bytes);
        }
        return new Opened(keyring, KeyringCodec.hash(bytes));
    }

    private void replace(String name, byte[] bytes) throws IOException {
        var fresh = folder.resolve(name + ".new");
        try (var file = FileChannel.open(
                fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
