@NullMarked
package io.kanesh.engine.clients;

import org.jspecify.annotations.NullMarked;
