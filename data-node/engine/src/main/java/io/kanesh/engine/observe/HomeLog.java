package io.kanesh.engine.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import io.kanesh.agent.api.StatementValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine's log, written through the default file system and so into the encrypted tree: logback's own file appenders write
 * past it, and warnings of Cassandra's quote keys. Until the tree is open, lines wait in memory; after the seal there are none.
 * {@link #FILES} files of at most {@link #BYTES} bytes.
 */
public final class HomeLog extends AppenderBase<ILoggingEvent> {

    private static final int FILES = 10;
    private static final long BYTES = 20L << 20;
    private static final int MOST_WAITING = 2000;
    private static final int LARGEST_TAIL = 256 << 10;
    private static final String NEWEST = "engine.log";

    /** Logback makes the appender; the engine finds it here. */
    private static volatile @Nullable HomeLog only;

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private @Nullable Encoder<ILoggingEvent> encoder;
    private @Nullable Path directory;
    private @Nullable FileChannel file;
    private boolean closed;

    /** Called by logback with what its configuration says. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        only = this;
        super.start();
    }

    /** From now on lines go below this directory. Without effect when logback is configured otherwise, as in tests. */
    public static void open(Path directory) throws IOException {
        HomeLog log = only;
        if (log != null) {
            log.begin(directory);
        }
    }

    /** The files are about to become unreadable: no further line is kept. */
    public static void close() {
        HomeLog log = only;
        if (log != null) {
            log.end();
        }
    }

    /** Goes on in a new file, under the newest key. */
    public static void roll() throws IOException {
        HomeLog log = only;
        if (log != null) {
            log.rollNow();
        }
    }

    /** Whether this is the file that is being written. */
    public static boolean isNewest(Path path) {
        return path.endsWith(NEWEST);
    }

    /** One line from a place where no logger may be used any more. */
    public static void note(String text) {
        HomeLog log = only;
        if (log != null) {
            log.put((text.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The last lines, oldest first. */
    public static List<String> last(Path directory, int lines) throws IOException {
        List<String> found = new ArrayList<>();
        for (int number = 0; number < FILES && found.size() < lines; number++) {
            Path next = directory.resolve(name(number));
            if (Files.exists(next)) {
                List<String> tail = tail(next);
                Collections.reverse(tail);
                found.addAll(tail.subList(0, Math.min(tail.size(), lines - found.size())));
            }
        }
        Collections.reverse(found);
        return found;
    }

    @Override
    protected void append(ILoggingEvent event) {
        Encoder<ILoggingEvent> encode = encoder;
        if (encode != null) {
            put(encode.encode(event));
        }
    }

    private synchronized void put(byte[] line) {
        if (closed) {
            return;
        }
        if (file == null) {
            if (waiting.size() == MOST_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(line);
            return;
        }
        try {
            write(line);
        } catch (IOException failed) {
            addError("a line of the log was not written", failed);
        }
    }

    private synchronized void begin(Path into) throws IOException {
        directory = into;
        file = openNewest(into);
        for (byte[] line : waiting) {
            write(line);
        }
        waiting.clear();
    }

    private synchronized void rollNow() throws IOException {
        FileChannel newest = file;
        Path in = directory;
        if (newest != null && in != null) {
            file = next(newest, in);
        }
    }

    private synchronized void end() {
        closed = true;
        file = null;
    }

    private void write(byte[] line) throws IOException {
        FileChannel to = file;
        Path in = directory;
        if (to == null || in == null) {
            return;
        }
        if (to.size() + line.length > BYTES) {
            to = next(to, in);
            file = to;
        }
        to.write(ByteBuffer.wrap(line));
    }

    private static FileChannel next(FileChannel newest, Path in) throws IOException {
        newest.close();
        for (int number = FILES - 2; number >= 0; number--) {
            Path older = in.resolve(name(number));
            if (Files.exists(older)) {
                Files.move(older, in.resolve(name(number + 1)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return openNewest(in);
    }

    private static FileChannel openNewest(Path directory) throws IOException {
        return FileChannel.open(
                directory.resolve(NEWEST),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    private static String name(int number) {
        return number == 0 ? NEWEST : "engine." + number + ".log";
    }

    private static List<String> tail(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - LARGEST_TAIL);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // until the buffer is full or the file ends
            }
            List<String> lines = new ArrayList<>(StandardCharsets.UTF_8
                    .decode(bytes.flip())
                    .toString()
                    .lines()
                    .map(StatementValues::hide)
                    .toList());
            if (from > 0 && !lines.isEmpty()) {
                lines.remove(0); // cut in its middle, perhaps in the middle of a value
            }
            return lines;
        }
    }
}
