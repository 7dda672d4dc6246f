package io.kanesh.engine.settings;

import io.kanesh.agent.api.EngineSettings;

/**
 * What follows from the size of the machine. The rules are our own starting points, kept few so that a measurement can move
 * them; {@code ./kanesh bench settings} compares them with the stock file.
 *
 * @param concurrentReads threads that read; also used for writes and counters
 * @param compactors compactions at a time
 * @param compactionMibPerSecond ceiling of all compactions together
 * @param memtableHeapMib ceiling of memtables on the heap
 * @param memtableOffHeapMib ceiling of memtables off the heap
 * @param chunkCacheMib cache of decoded sstable chunks, off the heap
 * @param indexBuildMib memory of one index that is being built
 * @param commitLogMib commit log on disk before old memtables are flushed
 * @param nativeThreads threads that run clients' requests
 */
record Sizing(
        int concurrentReads,
        int compactors,
        int compactionMibPerSecond,
        int memtableHeapMib,
        int memtableOffHeapMib,
        int chunkCacheMib,
        int indexBuildMib,
        int commitLogMib,
        int nativeThreads) {

    private static final long MIB = 1L << 20;

    static Sizing of(EngineSettings machine) {
        int vcpus = Math.max(1, machine.vcpus());
        int heap = machine.heapMib();
        return new Sizing(
                between(16, 8 * vcpus, 128),
                between(2, vcpus / 2, 8),
                between(64, 16 * vcpus, 512),
                heap / 4,
                heap / 4,
                between(64, heap / 4, 8192),
                between(32, heap / 16, 1024),
                (int) between(256L, machine.storageQuotaBytes() / 16 / MIB, 8192L),
                between(32, 16 * vcpus, 128));
    }

    private static int between(int least, int wanted, int most) {
        return Math.max(least, Math.min(wanted, most));
    }

    private static long between(long least, long wanted, long most) {
        return Math.max(least, Math.min(wanted, most));
    }
}
