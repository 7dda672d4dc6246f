package io.kanesh.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** The agent's own log: {@link #FILES} files of at most {@link #BYTES} bytes, the newest being number 0. */
final class AgentLog {
    private static final int FILES = 4;
    private static final int BYTES = 2 << 20;

    private AgentLog() {}

    /** Sends everything that this process logs there, and nowhere else. */
    static void open(Path directory) throws IOException {
        var handler = new FileHandler(directory.resolve("agent.%g.log").toString(), BYTES, FILES, true);
        handler.setFormatter(new Line());
        handler.setLevel(Level.INFO);
        var root = Logger.getLogger("");
        for (var other : root.getHandlers()) {
            root.removeHandler(other);
        }
        root.addHandler(handler);
    }

    static List<Path> newestFirst(Path directory) {
        return IntStream.range(0, FILES)
                .mapToObj(number -> directory.resolve("agent." + number + ".log"))
                .toList();
    }

    /** {@code 2026-11-21T10:00:00.123Z INFO Agent: text}, and the stack behind it when there is one. */
    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord record) {
            var name = String.valueOf(record.getLoggerName());
            var text = new StringWriter();
            text.append(record.getInstant().toString())
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append(' ')
                    .append(name.substring(name.lastIndexOf('.') + 1))
                    .append(": ")
                    .append(formatMessage(record))
                    .append('\n');
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            return text.toString();
        }
    }
}
