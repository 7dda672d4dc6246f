/** Tests of database users that need no engine. */
@NullMarked
package io.kanesh.engine.users;

import org.jspecify.annotations.NullMarked;
