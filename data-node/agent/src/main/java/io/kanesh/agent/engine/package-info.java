/**
 * The engine process as its supervisor sees it: identity, life, control socket. A decision is a value, taken by the current
 * state from what was seen; carrying it out is the supervisor's part.
 */
@NullMarked
package io.kanesh.agent.engine;

import org.jspecify.annotations.NullMarked;
