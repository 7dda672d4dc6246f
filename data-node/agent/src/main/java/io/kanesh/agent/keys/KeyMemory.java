package io.kanesh.agent.keys;

import io.kanesh.agent.DurableFile;
import io.kanesh.agent.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the keeper of the keys remembers over restarts; never a key. */
final class KeyMemory {

    private final DurableFile file;
    private Contents contents;

    /**
     * @param keyringVersion newest version seen: an older keyring is refused
     * @param nodeKeyGeneration renewal that has been done
     * @param retiredGeneration generation of data keys whose retirement the engine has been told
     * @param dataKeyGeneration generation whose retired keys have all been destroyed
     */
    record Contents(
            long keyringVersion,
            long nodeKeyGeneration,
            long retiredGeneration,
            long dataKeyGeneration,
            @Nullable String sealedAt,
            @Nullable Long sealMillis) {
        static final Contents NOTHING = new Contents(0, 0, 0, 0, null, null);

        Contents seen(long version) {
            return new Contents(
                    Math.max(version, keyringVersion),
                    nodeKeyGeneration,
                    retiredGeneration,
                    dataKeyGeneration,
                    sealedAt,
                    sealMillis);
        }

        Contents renewed(long generation) {
            return new Contents(keyringVersion, generation, retiredGeneration, dataKeyGeneration, sealedAt, sealMillis);
        }

        Contents retired(long generation) {
            return new Contents(keyringVersion, nodeKeyGeneration, generation, dataKeyGeneration, sealedAt, sealMillis);
        }

        Contents destroyed(long generation) {
            return new Contents(keyringVersion, nodeKeyGeneration, retiredGeneration, generation, sealedAt, sealMillis);
        }

        Contents sealed(String at, long millis) {
            return new Contents(keyringVersion, nodeKeyGeneration, retiredGeneration, dataKeyGeneration, at, millis);
        }
    }

    KeyMemory(Path directory) {
        file = new DurableFile(directory.resolve("keys.json"));
        try {
            contents = Json.read(file, Contents.class).orElse(Contents.NOTHING);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the record " + file.path() + " cannot be read", unreadable);
        }
    }

    Contents get() {
        return contents;
    }

    void put(Contents next) {
        if (!next.equals(contents)) {
            try {
                file.write(Json.write(next));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            contents = next;
        }
    }
}
