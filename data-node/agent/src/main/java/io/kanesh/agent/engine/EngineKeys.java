package io.kanesh.agent.engine;

import io.kanesh.agent.api.EngineSettings;
import java.io.IOException;

/** What the supervisor of the engine asks of the keeper of the keys. */
public interface EngineKeys {

    /** Whether an engine may start, and whether the one that runs must end. Never blocks. */
    Sight.Key sight();

    /** There is no key to give now. The message is one sentence for the operator. */
    final class NoKey extends IOException {
        private static final long serialVersionUID = 1L;

        public NoKey(String why) {
            super(why);
        }
    }

    /**
     * Gives the node's key to an engine that has none yet. Asks the KMS, and may take as long as that.
     *
     * @throws NoKey when there is none to give; asked again next turn, which costs nothing while the KMS is not asked again
     * @throws IOException when the engine did not take it
     */
    void handOver(EngineSettings settings, EngineSocket engine) throws IOException;
}
