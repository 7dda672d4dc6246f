package io.kanesh.engine.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.control.Operations;
import io.kanesh.engine.repair.RepairProgress.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The repairs of this process. They are not kept beyond it: whoever asked asks again and a repair begins anew, which costs time
 * and nothing else.
 */
public final class Repairs {
    private final BooleanSupplier serving;
    private final Map<String, RepairJob> jobs = new LinkedHashMap<>();

    /** @param serving whether Cassandra can be asked at all */
    public Repairs(BooleanSupplier serving) {
        this.serving = serving;
    }

    /** Adds {@code repair} and {@code repair-cancel}. */
    public Operations addTo(Operations operations) {
        return operations.with("repair", arguments -> ask(order(arguments))).with("repair-cancel", arguments -> {
            cancel(arguments.path("id").asText());
            return null;
        });
    }

    private static RepairOrder order(JsonNode arguments) throws JsonProcessingException {
        return Operations.JSON.treeToValue(arguments, RepairOrder.class);
    }

    /**
     * Begins a repair, or says how far it is. One at a time: the trees of two would be in memory together.
     */
    synchronized RepairProgress ask(RepairOrder order) {
        if (!serving.getAsBoolean()) {
            throw new OperationRefused("this engine does not serve yet");
        }
        RepairJob known = jobs.get(order.id());
        if (known != null) {
            return known.progress();
        }
        for (Map.Entry<String, RepairJob> other : jobs.entrySet()) {
            if (other.getValue().progress().state() == State.RUNNING) {
                throw new OperationRefused("another repair is under way: " + other.getKey());
            }
        }
        RepairJob job = new RepairJob(order);
        jobs.put(order.id(), job);
        Thread thread = new Thread(job, "repair-" + order.id());
        thread.setDaemon(true);
        thread.start();
        return job.progress();
    }

    private synchronized void cancel(String id) {
        RepairJob job = jobs.remove(id);
        if (job != null) {
            job.cancel();
        }
    }
}
