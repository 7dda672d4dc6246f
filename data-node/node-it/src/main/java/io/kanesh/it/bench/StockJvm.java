package io.kanesh.it.bench;

import java.util.List;
import java.util.regex.Pattern;

/** Which JVM options of ours choose a collector or tune, and what Apache Cassandra 5.0 ships in their place. */
final class StockJvm {
    /**
     * {@code conf/jvm17-server.options} and what concerns memory in {@code conf/jvm-server.options}. Its later versions keep half of the
     * heap for new objects and let them grow older (2); an earlier one had no such share and 1. The file of 5.0.9 was not at hand.
     */
    static final List<String> OPTIONS = List.of(
            "-XX:+UseG1GC",
            "-XX:+ParallelRefProcEnabled",
            "-XX:MaxTenuringThreshold=2",
            "-XX:G1HeapRegionSize=16m",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:G1NewSizePercent=50",
            "-XX:G1RSetUpdatingPauseTimePercent=5",
            "-XX:MaxGCPauseMillis=300",
            "-XX:InitiatingHeapOccupancyPercent=70",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseNUMA");

    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use(\\w+GC)");

    private static final List<String> OF_G1 = List.of(
            "-XX:MaxGCPauseMillis=",
            "-XX:+UseStringDeduplication",
            "-XX:+ParallelRefProcEnabled",
            "-XX:G1",
            "-XX:MaxTenuringThreshold=",
            "-XX:InitiatingHeapOccupancyPercent=");

    private static final List<String> START = List.of("-XX:MetaspaceSize=", "-XX:Tier4", "-Dkeystore.pkcs12.");

    private StockJvm() {}

    /** Whether an option is there for speed only, that of a start among it. */
    static boolean tunes(String option) {
        return belongsToTheCollector(option) || START.stream().anyMatch(option::startsWith);
    }

    /** Whether an option belongs to a collector; the archive of classes does too, since it is made under one. */
    static boolean belongsToTheCollector(String option) {
        return COLLECTOR.matcher(option).matches()
                || option.startsWith("-XX:SharedArchiveFile=")
                || OF_G1.stream().anyMatch(option::startsWith);
    }
}
