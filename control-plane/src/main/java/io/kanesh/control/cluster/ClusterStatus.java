package io.kanesh.control.cluster;

import io.kanesh.control.shared.Generation;
import java.util.List;
import java.util.Optional;

/**
 * What was last observed. Written by the reconciler only.
 *
 * @param observedGeneration the generation of the spec that this status has taken into account
 * @param dataCenters in the order of the spec; empty before the nodes are known
 */
public record ClusterStatus(
        Generation observedGeneration, Stage stage, List<DataCenterStatus> dataCenters, List<Condition> conditions) {

    /** How far the cluster has come in its life. */
    public enum Stage {
        /** Not one run for it has succeeded yet. */
        NEW,
        /** It was created, whole, once. */
        ESTABLISHED,
        /** As established, and its engines are stopped by request. */
        PAUSED,
        /** The run that should have created or deleted it failed or was cancelled. */
        FAILED
    }

    /**
     * @param contactPoints addresses of the nodes that serve, sorted
     */
    public record DataCenterStatus(
            String name, String region, int nodesReady, int nodesTotal, List<String> contactPoints) {
        public DataCenterStatus {
            contactPoints = List.copyOf(contactPoints);
        }
    }

    public ClusterStatus {
        dataCenters = List.copyOf(dataCenters);
        conditions = List.copyOf(conditions);
    }

    /** Of a cluster that was asked for a moment ago. */
    public static ClusterStatus unobserved() {
        return new ClusterStatus(new Generation(0), Stage.NEW, List.of(), List.of());
    }

    /** Whether it was whole once and so may hold data. */
    public boolean isMade() {
        return stage == Stage.ESTABLISHED || stage == Stage.PAUSED;
    }

    /** The same with another stage. */
    public ClusterStatus at(Stage other) {
        return new ClusterStatus(observedGeneration, other, dataCenters, conditions);
    }

    public int nodesReady() {
        return dataCenters.stream().mapToInt(DataCenterStatus::nodesReady).sum();
    }

    public int nodesTotal() {
        return dataCenters.stream().mapToInt(DataCenterStatus::nodesTotal).sum();
    }

    public Optional<Condition> condition(Condition.Type type) {
        return conditions.stream().filter(condition -> condition.type() == type).findFirst();
    }
}
