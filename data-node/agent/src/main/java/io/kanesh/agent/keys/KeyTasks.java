package io.kanesh.agent.keys;

import io.kanesh.agent.Json;
import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.agent.api.Encryption.KmsKind;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.agent.observe.TaskHandler;
import io.kanesh.agent.observe.Tasks;
import io.kanesh.files.inventory.Inventory;
import io.kanesh.files.inventory.StoredFile;
import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.ProbeResult;
import io.kanesh.kms.envelope.keyring.DataKeyEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The tasks about keys: {@link AgentTask} says what each takes and answers. */
final class KeyTasks {
    private static final int MOST_LINES = 1000;
    private static final String SETTING = "setting.";

    private final KeyKeeper keeper;
    private final NodeKeyring keyring;
    private final KmsClients clients;
    private final Path trail;
    private final Runnable wake;

    KeyTasks(KeyKeeper keeper, NodeKeyring keyring, KmsClients clients, Path trail, Runnable wake) {
        this.keeper = keeper;
        this.keyring = keyring;
        this.clients = clients;
        this.trail = trail;
        this.wake = wake;
    }

    void addTo(Tasks tasks) {
        tasks.reading(AgentTask.KMS_VALIDATE, task -> validate())
                .reading(AgentTask.KMS_CHECK, this::check)
                .reading(AgentTask.KEY_ACCESSES, this::accesses)
                .reading(AgentTask.INVENTORY, task -> inventory());
    }

    private TaskResult validate() {
        keeper.hint();
        wake.run();
        return new TaskResult(true, null, Map.of());
    }

    /** What the control plane asks for before it lets a node depend on a key. */
    private TaskResult check(AgentTask task) {
        var settings = new HashMap<String, String>();
        task.parameters().forEach((name, value) -> {
            if (name.startsWith(SETTING)) {
                settings.put(name.substring(SETTING.length()), value);
            }
        });
        try {
            var access = new KeyAccess(
                    task.parameters().getOrDefault("keyUri", ""),
                    KmsKind.valueOf(task.parameters().getOrDefault("provider", "")),
                    settings);
            var context = EncryptionContext.of(Map.of(
                    "kanesh:project", task.parameters().getOrDefault("projectId", "unknown"),
                    "kanesh:cluster", task.parameters().getOrDefault("clusterId", "unknown"),
                    "kanesh:purpose", "check"));
            return new TaskResult(true, null, ProbeResult.toValues(clients.probe(access, context)));
        } catch (IllegalArgumentException unusable) {
            return TaskHandler.failed(String.valueOf(unusable.getMessage()));
        }
    }

    private TaskResult accesses(AgentTask task) throws IOException {
        long from;
        long lines;
        try {
            from = Long.parseLong(task.parameters().getOrDefault("from", "0"));
            lines = Math.min(MOST_LINES, Long.parseLong(task.parameters().getOrDefault("lines", "200")));
        } catch (NumberFormatException e) {
            return TaskHandler.failed("from and lines are numbers");
        }
        try (var all = Files.lines(trail)) {
            var found = all.skip(Math.max(0, from)).limit(Math.max(0, lines)).toList();
            var last = keeper.report() == null ? found.size() : keeper.report().auditLines();
            return new TaskResult(
                    true,
                    null,
                    Map.of(
                            "text", found.stream().map(line -> line + "\n").collect(Collectors.joining()),
                            "next", Long.toString(Math.max(0, from) + found.size()),
                            "last", Long.toString(last)));
        }
    }

    private record Group(String fileClass, String algorithm, String tableGroup, String dataKey) {}

    private static final class Sum {
        private long files;
        private long bytes;
    }

    private TaskResult inventory() throws IOException {
        var groups = new TreeMap<UUID, String>();
        var ring = keyring.unverified();
        if (ring != null) {
            for (DataKeyEntry entry : ring.dataKeys()) {
                groups.put(entry.id(), entry.tableGroup());
            }
        }
        var sums = new java.util.LinkedHashMap<Group, Sum>();
        var unreadable = new AtomicLong();
        Inventory.of(keyring.engineHome().resolve("files"), file -> {
            var header = file.header();
            if (header == null) {
                unreadable.addAndGet(file.form() == StoredFile.Form.EMPTY ? 0 : 1);
                return;
            }
            var group = new Group(
                    file.form().name(),
                    Terms.algorithm(header.suite()).name(),
                    groups.getOrDefault(header.dataKeyId(), "unknown"),
                    header.dataKeyId().toString());
            var sum = sums.computeIfAbsent(group, any -> new Sum());
            sum.files++;
            sum.bytes += file.linked() ? 0 : file.bytes();
        });
        var list = Json.MAPPER.createArrayNode();
        sums.forEach((group, sum) -> list.addObject()
                .put("fileClass", group.fileClass())
                .put("algorithm", group.algorithm())
                .put("tableGroup", group.tableGroup())
                .put("dataKey", group.dataKey())
                .put("files", sum.files)
                .put("bytes", sum.bytes));
        return new TaskResult(true, null, Map.of("inventory", list.toString(), "unreadable", unreadable.toString()));
    }
}
