package io.kanesh.control.postgres.hints;

import io.kanesh.control.shared.Hint;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** How hints look on the wire: {@code process topic id}, so that nobody listens to itself. */
@Component
class Channel {
    static final String NAME = "kanesh_hint";

    private final String process;

    Channel(RandomGenerator random) {
        var bytes = new byte[8];
        random.nextBytes(bytes);
        this.process = HexFormat.of().formatHex(bytes);
    }

    String write(Hint hint) {
        return process + " " + hint.topic() + " " + hint.id();
    }

    /** Empty for our own, and for what a newer version may say and we do not understand. */
    Optional<Hint> read(String payload) {
        String[] words = payload.split(" ", 3);
        return words.length < 3 || words[0].equals(process)
                ? Optional.empty()
                : Optional.of(new Hint(words[1], words[2]));
    }
}
