package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.shared.Id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** First users in memory. */
public final class MemoryFirstUserStore implements FirstUserStore {
    private final Map<String, List<FirstUser>> kept = new TreeMap<>();
    private final TreeSet<String> settled = new TreeSet<>();

    @Override
    public void keep(ClusterId cluster, List<FirstUser> users) {
        kept.put(cluster.value(), List.copyOf(users));
    }

    @Override
    public List<FirstUser> waiting(ClusterId cluster) {
        return kept.getOrDefault(cluster.value(), List.of()).stream()
                .filter(user -> !settled.contains(key(cluster, user.name())))
                .toList();
    }

    @Override
    public boolean settle(ClusterId cluster, String user) {
        return settled.add(key(cluster, user));
    }

    @Override
    public void startOver(ClusterId cluster) {
        settled.removeIf(key -> key.startsWith(cluster.value()));
    }

    @Override
    public void forget(ClusterId cluster) {
        kept.remove(cluster.value());
        startOver(cluster);
    }

    /** For snapshots: who waits, by cluster. */
    public Map<String, List<FirstUser>> facts() {
        var facts = new TreeMap<String, List<FirstUser>>();
        new ArrayList<>(kept.keySet()).forEach(id -> facts.put(id, waiting(new ClusterId(id))));
        return facts;
    }

    private static String key(ClusterId cluster, String user) {
        return cluster.value() + " " + user;
    }
}
