package io.kanesh.control.cloud.local;

/**
 * Which process, beyond doubt: a pid alone is given to another process sooner or later.
 *
 * @param bootId {@code /proc/sys/kernel/random/boot_id}; another one after every reboot
 * @param startTicks field 22 of {@code /proc/PID/stat}: clock ticks after boot at which it started
 */
record ProcessIdentity(String bootId, long pid, long startTicks) {}
