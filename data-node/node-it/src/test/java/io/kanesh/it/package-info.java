/** The whole path with real processes: REST, planner, runbooks, agents, engines, driver; and the faults on it. */
@NullMarked
package io.kanesh.it;

import org.jspecify.annotations.NullMarked;
