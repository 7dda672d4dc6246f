/**
 * Our certificate authorities: one for the agents' identities, one per cluster for its engines and their clients. Keys of
 * leaves are made where they are used and never come here: what comes is a request that proves its owner holds the key.
 * The authorities' own keys lie in the database, sealed under the installation's own key.
 */
@NullMarked
package io.kanesh.control.certificates;

import org.jspecify.annotations.NullMarked;
