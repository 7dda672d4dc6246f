/**
 * From the agent's {@code EngineSettings} to Cassandra's configuration: every setting that is not Cassandra's default, sized
 * to the machine, with the reason. The guide docs/guides/node-settings.md is generated from the same list.
 */
@NullMarked
package io.kanesh.engine.settings;

import org.jspecify.annotations.NullMarked;
