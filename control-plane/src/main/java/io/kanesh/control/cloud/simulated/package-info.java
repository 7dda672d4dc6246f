/**
 * The provider {@code simulated}: machines, agents and engines inside the control plane, for trying the console, the Terraform
 * provider and fleets of clusters without anything real. Off unless {@code KANESH_SIMULATED=true}. The agents are real
 * clients of the agent endpoint (enrolment, mutual TLS, long polls, reports, tasks); what they report is made up by a state
 * machine on a clock of its own, which can be sped up, and everything that is offered says so. No CQL is served.
 *
 * <p>Like any cloud it remembers its machines outside of the control plane's database: {@code KANESH_HOME/simulated}, one
 * file each. Faults (slow, dead and lost machines, no capacity, failing and throttled calls, crashed engines, silent agents)
 * are set over the API by an operator of the installation.
 */
@NullMarked
package io.kanesh.control.cloud.simulated;

import org.jspecify.annotations.NullMarked;
