package io.kanesh.engine.repair;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.cassandra.db.Keyspace;
import org.apache.cassandra.dht.Range;
import org.apache.cassandra.dht.Token;
import org.apache.cassandra.locator.EndpointsForRange;
import org.apache.cassandra.locator.InetAddressAndPort;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.utils.FBUtilities;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a repair, and the ranges that nobody is left to repair.
 *
 * @param unheld ranges of the lost node without a survivor, over all keyspaces
 */
record RepairPlan(List<RepairPart> parts, int unheld) {

    static RepairPlan of(RepairOrder order) {
        List<RepairPart> parts = new ArrayList<>();
        int unheld = 0;
        for (String keyspace : keyspaces(order.keyspace())) {
            Map<Set<InetAddressAndPort>, List<Range<Token>>> ranges = new LinkedHashMap<>();
            for (EndpointsForRange replicas : StorageService.instance
                    .getRangeToAddressMap(keyspace)
                    .asMap()
                    .values()) {
                Set<InetAddressAndPort> taking = taking(order, replicas);
                if (taking.isEmpty()) {
                    unheld += isLost(order, replicas) ? 1 : 0;
                } else if (isOurs(order, replicas, taking) && taking.size() > 1) {
                    ranges.computeIfAbsent(taking, key -> new ArrayList<>()).add(replicas.range());
                }
            }
            ranges.forEach((taking, all) -> Lists.partition(all, RepairPart.MOST_RANGES)
                    .forEach(some -> parts.add(new RepairPart(keyspace, taking, some))));
        }
        return new RepairPlan(parts, unheld);
    }

    private static List<String> keyspaces(@Nullable String only) {
        List<String> all = Lists.newArrayList(Keyspace.nonLocalStrategy()).stream()
                .map(Keyspace::getName)
                .sorted()
                .toList();
        return only == null ? all : all.stream().filter(only::equals).toList();
    }

    /** Who takes part in the repair of a range; nobody when it is not to be repaired. */
    private static Set<InetAddressAndPort> taking(RepairOrder order, EndpointsForRange replicas) {
        Set<InetAddressAndPort> taking = new TreeSet<>(replicas.endpoints());
        if (order.lost() != null && !taking.remove(address(order.lost()))) {
            taking.clear();
        }
        if (order.absent() != null) {
            Splitter.on(',').omitEmptyStrings().split(order.absent()).forEach(gone -> taking.remove(address(gone)));
        }
        return taking;
    }

    private static boolean isLost(RepairOrder order, EndpointsForRange replicas) {
        return order.lost() != null && replicas.endpoints().contains(address(order.lost()));
    }

    private static boolean isOurs(RepairOrder order, EndpointsForRange replicas, Set<InetAddressAndPort> taking) {
        InetAddressAndPort self = FBUtilities.getBroadcastAddressAndPort();
        return switch (order.scope()) {
            case HELD -> taking.contains(self);
            case PRIMARY -> replicas.endpoint(0).equals(self);
            case SURVIVORS -> taking.iterator().next().equals(self);
        };
    }

    private static InetAddressAndPort address(String text) {
        try {
            return InetAddressAndPort.getByName(text);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("'" + text + "' is no address", unknown);
        }
    }
}
