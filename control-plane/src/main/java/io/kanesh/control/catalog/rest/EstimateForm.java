package io.kanesh.control.catalog.rest;

import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.Estimate;
import io.kanesh.control.catalog.InstanceType;
import io.kanesh.control.catalog.KeyPrice;
import io.kanesh.control.catalog.Provider;
import io.kanesh.control.catalog.Region;
import io.kanesh.control.catalog.Sizing;
import io.kanesh.control.catalog.rest.EstimatePriceRequest.DataCenterRequest;
import io.kanesh.control.catalog.rest.EstimatePriceRequest.LoadRequest;
import io.kanesh.control.catalog.rest.EstimatePriceRequest.NodeGroupRequest;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an estimate's request against the catalogue and collects every problem before it gives up. */
final class EstimateForm {
    private static final int MAX_GROUPS = 64;
    private static final double MAX_RATE = 1e9;
    private static final long MAX_BYTES = 1L << 60;

    private final Catalog catalog;
    private final EstimatePriceRequest request;
    private final Provider provider;
    private final List<Problem> problems = new ArrayList<>();

    EstimateForm(Catalog catalog, EstimatePriceRequest request) {
        this.catalog = catalog;
        this.request = request;
        String name = request.provider() == null ? "local" : request.provider();
        this.provider = catalog.provider(name)
                .orElseThrow(() -> new ProblemException(
                        unknown("provider", "provider-unknown", name, names(catalog.providers(), Provider::name))));
        if ((request.dataCenters() == null) == (request.load() == null)) {
            throw new ProblemException(
                    Problem.invalid(
                            request.load() == null ? "dataCenters" : "load",
                            "spec-or-load",
                            "An estimate takes either dataCenters or load.",
                            "Send {\"dataCenters\": [{\"region\": \"local-1\"}]} or {\"load\": {\"region\": \"us-east-1\", …}}."));
        }
    }

    Provider provider() {
        return provider;
    }

    /** The groups of the spec, or what the load needs. @throws ProblemException with every problem of the request */
    List<Estimate.Group> groups() {
        var load = request.load();
        var groups = load == null ? fromSpec(Objects.requireNonNull(request.dataCenters())) : fromLoad(load);
        checkKeys();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return groups;
    }

    private void checkKeys() {
        var encryption = request.encryption();
        if (encryption == null) {
            return;
        }
        String keyProvider = encryption.keyProvider();
        if (keyProvider != null && !KeyPrice.PROVIDERS.contains(keyProvider)) {
            problems.add(unknown(
                    "encryption.keyProvider",
                    "key-provider-unknown",
                    keyProvider,
                    String.join(", ", KeyPrice.PROVIDERS)));
        }
        Integer keys = encryption.keys();
        if (keys != null && (keys < 1 || keys > MAX_GROUPS)) {
            problems.add(outside("encryption.keys", "between 1 and " + MAX_GROUPS, "1"));
        }
    }

    /** Of the keys of {@link #groups()}: one for each region when nothing else is said. */
    KeyPrice keyPrice(List<Estimate.Group> groups) {
        var encryption = request.encryption();
        int regions =
                (int) groups.stream().map(Estimate.Group::region).distinct().count();
        int nodes = groups.stream().mapToInt(Estimate.Group::count).sum();
        if (encryption == null) {
            return KeyPrice.of("local", regions, nodes);
        }
        return KeyPrice.of(
                Objects.requireNonNullElse(encryption.keyProvider(), "local"),
                Objects.requireNonNullElse(encryption.keys(), regions),
                nodes);
    }

    /** What a request that names a key, but not its KMS, must know. */
    Optional<String> keyNote() {
        var encryption = request.encryption();
        boolean isNamed = encryption != null && encryption.keyId() != null && encryption.keyProvider() == null;
        return isNamed
                ? Optional.of(
                        "An estimate knows no project's keys: name encryption.keyProvider for the price of yours, or ask"
                                + " for a dry run.")
                : Optional.empty();
    }

    private List<Estimate.Group> fromSpec(List<DataCenterRequest> dataCenters) {
        var groups = new ArrayList<Estimate.Group>();
        if (dataCenters.isEmpty() || dataCenters.size() > MAX_GROUPS) {
            problems.add(outside("dataCenters", "between 1 and " + MAX_GROUPS + " data centers", "3"));
            return groups;
        }
        for (int i = 0; i < dataCenters.size(); i++) {
            String path = "dataCenters[" + i + "]";
            var dataCenter = dataCenters.get(i);
            if (dataCenter == null) {
                problems.add(missing(path, "{\"region\": \"local-1\"}"));
                continue;
            }
            String region = region(path + ".region", dataCenter.region());
            var nodeGroups = dataCenter.nodeGroups() == null
                    ? List.of(new NodeGroupRequest(null, null))
                    : dataCenter.nodeGroups();
            if (nodeGroups.isEmpty() || nodeGroups.size() > MAX_GROUPS) {
                problems.add(outside(path + ".nodeGroups", "between 1 and " + MAX_GROUPS + " groups", "1"));
            }
            for (int j = 0; j < nodeGroups.size(); j++) {
                group(path + ".nodeGroups[" + j + "]", region, nodeGroups.get(j), groups);
            }
        }
        return groups;
    }

    private void group(String path, String region, @Nullable NodeGroupRequest nodeGroup, List<Estimate.Group> groups) {
        if (nodeGroup == null) {
            problems.add(missing(path, "{\"instanceType\": \"local.small\", \"count\": 3}"));
            return;
        }
        var types = catalog.instanceTypes(provider.name());
        String name = nodeGroup.instanceType() == null ? types.get(0).name() : nodeGroup.instanceType();
        var type = catalog.instanceType(provider.name(), name);
        if (type.isEmpty()) {
            problems.add(
                    unknown(path + ".instanceType", "instance-type-unknown", name, names(types, InstanceType::name)));
            return;
        }
        int count = nodeGroup.count() == null ? 3 : nodeGroup.count();
        if (count < 1 || count > Sizing.MAX_NODES) {
            problems.add(outside(path + ".count", "between 1 and " + Sizing.MAX_NODES, "3"));
        }
        groups.add(new Estimate.Group(region, type.get(), count));
    }

    private List<Estimate.Group> fromLoad(LoadRequest load) {
        String region = region("load.region", load.region());
        double reads = rate("load.readsPerSecond", load.readsPerSecond());
        double writes = rate("load.writesPerSecond", load.writesPerSecond());
        long item = bytes("load.itemBytes", load.itemBytes(), 1, "1000");
        long data = bytes("load.dataBytes", load.dataBytes(), 0, "500000000000");
        int copies = load.replicationFactor() == null ? 3 : load.replicationFactor();
        if (copies < 1 || copies > 9) {
            problems.add(outside("load.replicationFactor", "between 1 and 9", "3"));
        }
        if (!problems.isEmpty()) {
            return List.of();
        }
        var choice = Sizing.cheapest(
                catalog.instanceTypes(provider.name()), region, new Sizing.Load(reads, writes, item, data, copies));
        if (choice.isEmpty()) {
            problems.add(Problem.invalid(
                    "load",
                    "load-too-large",
                    "No type of the provider " + provider.name() + " carries this load with at most " + Sizing.MAX_NODES
                            + " nodes.",
                    "Split it over several clusters, or ask for another provider, e.g. \"aws\"."));
            return List.of();
        }
        return List.of(
                new Estimate.Group(region, choice.get().type(), choice.get().count()));
    }

    private String region(String path, @Nullable String name) {
        var known = names(catalog.regions(provider.name()), Region::name);
        if (name == null) {
            problems.add(missing(path, "one of " + known));
            return "";
        }
        if (catalog.region(provider.name(), name).isEmpty()) {
            problems.add(unknown(path, "region-unknown", name, known));
        }
        return name;
    }

    private double rate(String path, @Nullable Double value) {
        if (value == null) {
            problems.add(missing(path, "operations per second, e.g. 20000"));
            return 0;
        }
        if (!(value >= 0 && value <= MAX_RATE)) {
            problems.add(outside(path, "between 0 and 1000000000 operations per second", "20000"));
        }
        return value;
    }

    private long bytes(String path, @Nullable Long value, long least, String example) {
        if (value == null) {
            problems.add(missing(path, "bytes, e.g. " + example));
            return least;
        }
        if (value < least || value > MAX_BYTES) {
            problems.add(outside(path, "between " + least + " and " + MAX_BYTES + " bytes", example));
        }
        return value;
    }

    private static Problem missing(String path, String example) {
        return Problem.invalid(path, "field-required", path + " is missing.", "Give " + example + ".");
    }

    private static Problem outside(String path, String range, String example) {
        return Problem.invalid(path, "out-of-range", path + " must be " + range + ".", "For example " + example + ".");
    }

    private static Problem unknown(String path, String code, String value, String known) {
        return Problem.invalid(path, code, "'" + value + "' is not known.", "Known are " + known + ".");
    }

    private static <T> String names(List<T> items, Function<T, String> name) {
        return items.stream().map(name).collect(Collectors.joining(", "));
    }
}
