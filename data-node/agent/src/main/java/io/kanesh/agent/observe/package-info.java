/**
 * What the agent sees and answers: process figures, disk usage, reports, log tails without values of statements.
 */
@NullMarked
package io.kanesh.agent.observe;

import org.jspecify.annotations.NullMarked;
