package io.kanesh.agent.control;

import io.kanesh.agent.DurableFile;
import io.kanesh.agent.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The control planes that this agent may call. One of them is called for as long as it answers; when it does not, the others follow in
 * an order of chance, so that a hundred agents do not all run to the same one. What was heard last is kept in a file: after a restart of the
 * machine the control plane that launched it may be long gone.
 */
public final class Endpoints {
    private static final System.Logger LOG = System.getLogger(Endpoints.class.getName());
    /** More than any installation has; what a broken answer may make us keep. */
    private static final int MOST = 16;

    private final DurableFile file;
    private final List<String> born;
    private final RandomGenerator random;
    private Known known;

    /**
     * What is kept.
     *
     * @param current the one that answered last
     * @param told the list that it told
     */
    record Known(String current, List<String> told) {}

    /**
     * Reads what an earlier agent process left.
     *
     * @param born those of the bootstrap document, the first one first; never forgotten
     */
    public Endpoints(DurableFile file, List<String> born, RandomGenerator random) {
        this.file = file;
        this.born = List.copyOf(born);
        this.random = random;
        try {
            known = Json.read(file, Known.class).orElse(new Known(born.get(0), this.born));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of control planes " + file.path() + " cannot be read", e);
        }
    }

    /** In which order to call: the one that answered last, the others that are said to be alive, those of the launch. */
    public synchronized List<String> order() {
        var order = new LinkedHashSet<>(List.of(known.current()));
        order.addAll(shuffled(known.told()));
        order.addAll(shuffled(born));
        return List.copyOf(order);
    }

    /** The first did not answer and the other one did. */
    public synchronized void moved(String from, String to) {
        if (!from.equals(to) && known.current().equals(from)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "the control plane at {0} does not answer; the one at {1} does",
                    from,
                    to);
            keep(new Known(to, known.told()));
        }
    }

    /**
     * What a control plane says of those that are alive. Of the agents, a new one gets its share; who calls one that is no longer listed leaves
     * it.
     */
    public synchronized void told(List<String> endpoints) {
        var usable = endpoints.stream()
                .filter(Endpoints::isUsable)
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
        if (usable.isEmpty() || usable.equals(known.told())) {
            return;
        }
        var fresh = new ArrayList<>(usable);
        fresh.removeAll(known.told());
        fresh.remove(known.current());
        var next = known.current();
        if (!usable.contains(next)) {
            next = usable.get(random.nextInt(usable.size()));
        } else if (random.nextInt(usable.size()) < fresh.size()) {
            next = fresh.get(random.nextInt(fresh.size()));
        }
        LOG.log(System.Logger.Level.INFO, "control planes: {0}; calling {1}", usable, next);
        keep(new Known(next, usable));
    }

    private void keep(Known next) {
        known = next;
        try {
            file.write(Json.write(next));
        } catch (IOException e) {
            // In memory it holds; the next agent process starts from what the file says.
            LOG.log(System.Logger.Level.WARNING, "the list of control planes cannot be kept", e);
        }
    }

    private List<String> shuffled(List<String> endpoints) {
        var copy = new ArrayList<>(endpoints);
        Collections.shuffle(copy, new Random(random.nextLong()));
        return copy;
    }

    private static boolean isUsable(String endpoint) {
        try {
            var uri = URI.create(endpoint);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} is no address of a control plane", endpoint);
            return false;
        }
    }
}
