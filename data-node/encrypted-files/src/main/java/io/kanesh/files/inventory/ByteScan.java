package io.kanesh.files.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches every byte of every file below some folders for markers. Files are read as they lie on the disk. What cannot be read
 * is an error, not a file without hits; a file that goes away meanwhile is left out. Links are not followed.
 */
public final class ByteScan {

    /** Hits that are listed; all are counted. */
    public static final int MOST_LISTED = 100;

    private static final int WINDOW = 1 << 20;

    private final Markers markers;
    private final byte[] window;
    private final List<Hit> listed = new ArrayList<>();
    private long files;
    private long bytes;
    private long hits;

    /** @param marker its number in the list that was searched for */
    public record Hit(String file, long offset, int marker) {}

    /** @param listed at most {@link #MOST_LISTED} of the hits */
    public record Report(long files, long bytes, long hits, List<Hit> listed) {}

    private ByteScan(Markers markers) {
        this.markers = markers;
        this.window = new byte[WINDOW + markers.longest() - 1];
    }

    /** Reads it all. A path may be a folder or a file; one that does not exist has no bytes. */
    public static Report of(List<Path> paths, Markers markers) throws IOException {
        var scan = new ByteScan(markers);
        for (var path : paths) {
            if (Files.exists(path)) {
                Files.walkFileTree(path, scan.new Walk());
            }
        }
        return new Report(scan.files, scan.bytes, scan.hits, List.copyOf(scan.listed));
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                try (var in = Files.newInputStream(file)) {
                    search(file.toString(), in);
                } catch (NoSuchFileException gone) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failed;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
            return failed == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failed);
        }
    }

    /** The end of each window is looked at again with the beginning of the next: a marker may lie across. */
    private void search(String name, InputStream in) throws IOException {
        var offset = 0L;
        var held = 0;
        files++;
        for (var more = true; more; ) {
            var read = in.readNBytes(window, held, window.length - held);
            var limit = held + read;
            bytes += read;
            more = limit == window.length;
            var end = more ? WINDOW : limit;
            var from = offset;
            markers.find(window, end, limit, (at, marker) -> hit(new Hit(name, from + at, marker)));
            held = limit - end;
            System.arraycopy(window, end, window, 0, held);
            offset += end;
        }
    }

    private void hit(Hit hit) {
        hits++;
        if (listed.size() < MOST_LISTED) {
            listed.add(hit);
        }
    }
}
