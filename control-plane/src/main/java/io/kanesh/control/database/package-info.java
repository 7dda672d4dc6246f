/**
 * Inside a cluster: its users, who may connect from where, how programs connect, and the change of the authority that they
 * trust. What is true of users is in the cluster itself; this module keeps no copy of it.
 */
@NullMarked
package io.kanesh.control.database;

import org.jspecify.annotations.NullMarked;
