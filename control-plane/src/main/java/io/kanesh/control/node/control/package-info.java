/** Nodes at work: the facade, enrolment, the agent endpoint's connector, long polls, reports, tasks, and their ports. */
@NullMarked
package io.kanesh.control.node.control;

import org.jspecify.annotations.NullMarked;
