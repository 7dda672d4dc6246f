package io.kanesh.agent.observe;

import io.kanesh.agent.api.StatementValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The end of a log that may be spread over several files, without values of statements. At most {@link #LARGEST} bytes are read of
 * each file, whatever was asked for.
 */
public final class LogTail implements LogSource {
    public static final int MOST_LINES = 1000;
    private static final int LARGEST = 256 << 10;

    private final List<Path> newestFirst;

    public LogTail(List<Path> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    /** @param lines how many at most; never more than {@link #MOST_LINES} */
    @Override
    public List<String> last(int lines) throws IOException {
        var wanted = Math.min(Math.max(lines, 0), MOST_LINES);
        var found = new ArrayList<String>();
        for (var file : newestFirst) {
            var tail = tail(file);
            Collections.reverse(tail);
            found.addAll(tail.subList(0, Math.min(tail.size(), wanted - found.size())));
            if (found.size() == wanted) {
                break;
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** The last line that says something, or empty. */
    public String lastLine() {
        try {
            var tail = new ArrayList<>(last(20));
            Collections.reverse(tail);
            return tail.stream()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> tail(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var from = Math.max(0, channel.size() - LARGEST);
            var bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // until the buffer is full or the file was cut
            }
            var text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
            var lines = new ArrayList<>(text.lines().map(StatementValues::hide).toList());
            if (from > 0 && !lines.isEmpty()) {
                lines.remove(0); // cut in its middle, perhaps in the middle of a value
            }
            return lines;
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        }
    }
}
