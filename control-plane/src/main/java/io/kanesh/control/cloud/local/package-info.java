/**
 * The local cloud provider: machines are directories below {@code KANESH_HOME/machines} with an agent process each, on a
 * loopback address of their own with the standard ports. It plays what a cloud plays: it launches, describes and terminates,
 * and it is the machine's init system (a dead agent is started again, with backoff, also after a reboot). Processes outlive
 * the control plane and are adopted again by identity (boot id, pid, start time, command line); nothing is ever signalled
 * that was not identified so. State lives in the machine's directory ({@code instance.json}), not in the control plane's
 * database: the provider is "the cloud". Unlike a cloud's instance storage, a local machine's data survives a stop and a
 * reboot; only terminate removes it.
 *
 * <p>Without a control plane, {@link io.kanesh.control.cloud.local.LocalMachines} is a main class that needs no Spring:
 *
 * <pre>
 * java -cp CONTROL_PLANE_CLASS_PATH io.kanesh.control.cloud.local.LocalMachines list|stop|terminate --home KANESH_HOME
 * </pre>
 *
 * {@code stop} ends every agent and engine and keeps all data (the next start of the control plane starts them again);
 * {@code terminate} also removes every machine. Both refuse (exit code 3) while a control plane supervises that home: stop
 * it first. Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 supervised by a running control plane.
 */
@NullMarked
package io.kanesh.control.cloud.local;

import org.jspecify.annotations.NullMarked;
