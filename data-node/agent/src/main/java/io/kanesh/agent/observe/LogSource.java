package io.kanesh.agent.observe;

import java.io.IOException;
import java.util.List;

/** The end of some log. */
@FunctionalInterface
public interface LogSource {
    /** The last lines, oldest first, without values of statements. */
    List<String> last(int lines) throws IOException;
}
