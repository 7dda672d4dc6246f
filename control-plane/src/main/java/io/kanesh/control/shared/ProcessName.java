package io.kanesh.control.shared;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * How this control-plane process calls itself among several: its pid, for whoever looks for it, and chance, because pids come again.
 *
 * @param value e.g. {@code 4711-9f3a00c2}; the same in {@code scheduled_tasks.picked_by} and {@code control_plane.id}
 */
public record ProcessName(String value) {

    public static ProcessName fresh(RandomGenerator random) {
        var bytes = new byte[4];
        random.nextBytes(bytes);
        return new ProcessName(
                ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(bytes));
    }
}
