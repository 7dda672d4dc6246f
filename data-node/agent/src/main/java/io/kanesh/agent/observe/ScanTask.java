package io.kanesh.agent.observe;

import io.kanesh.agent.Json;
import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.files.inventory.ByteScan;
import io.kanesh.files.inventory.Inventory;
import io.kanesh.files.inventory.Markers;
import io.kanesh.files.inventory.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Searches every byte below the machine's directory, as it lies on the disk, and lists the files by class, algorithm and key. It
 * can take hours: begun by the first question, asked after until it is done. One at a time; another one takes its place.
 */
public final class ScanTask implements TaskHandler {

    private final Path machine;
    private final Executor background;
    private String id = "";
    private CompletableFuture<Map<String, String>> running = CompletableFuture.completedFuture(Map.of());

    public ScanTask(Path machine, Executor background) {
        this.machine = machine;
        this.background = background;
    }

    /** @param files of this class under this key */
    record ClassOfFiles(String fileClass, String algorithm, String dataKey, long files, long bytes) {
        ClassOfFiles plus(ClassOfFiles more) {
            return new ClassOfFiles(fileClass, algorithm, dataKey, files + more.files, bytes + more.bytes);
        }
    }

    @Override
    public synchronized TaskResult run(AgentTask task) throws IOException {
        List<byte[]> markers = new ArrayList<>();
        try {
            for (String marker : task.parameters().getOrDefault("markers", "").split(",", -1)) {
                markers.add(HexFormat.of().parseHex(marker.substring(marker.indexOf('=') + 1)));
            }
            begin(task.parameters().getOrDefault("id", task.id()), new Markers(markers));
        } catch (IllegalArgumentException wrong) {
            return TaskHandler.failed("markers: " + wrong.getMessage());
        }
        if (!running.isDone()) {
            return new TaskResult(true, null, Map.of("state", "RUNNING"));
        }
        try {
            return new TaskResult(true, null, running.join());
        } catch (CompletionException failed) {
            id = "";
            throw new IOException("not every byte could be searched: " + failed.getCause(), failed);
        }
    }

    private void begin(String wanted, Markers markers) {
        if (!wanted.equals(id)) {
            id = wanted;
            running = CompletableFuture.supplyAsync(() -> search(markers), background);
        }
    }

    private Map<String, String> search(Markers markers) {
        try {
            var report = ByteScan.of(List.of(machine), markers);
            return Map.of(
                    "state", "DONE",
                    "files", String.valueOf(report.files()),
                    "bytes", String.valueOf(report.bytes()),
                    "hits", String.valueOf(report.hits()),
                    "where", Json.write(report.listed()),
                    "classes", Json.write(classes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<ClassOfFiles> classes() throws IOException {
        Map<String, ClassOfFiles> classes = new TreeMap<>();
        Inventory.of(machine, file -> {
            var one = classOf(file);
            classes.merge(one.fileClass + one.algorithm + one.dataKey, one, ClassOfFiles::plus);
        });
        return List.copyOf(classes.values());
    }

    private static ClassOfFiles classOf(StoredFile file) {
        var header = file.header();
        var bytes = file.linked() ? 0 : file.bytes();
        return header == null
                ? new ClassOfFiles(file.form().name(), "", "", 1, bytes)
                : new ClassOfFiles(
                        file.form().name(),
                        header.suite().name(),
                        header.dataKeyId().toString(),
                        1,
                        bytes);
    }
}
