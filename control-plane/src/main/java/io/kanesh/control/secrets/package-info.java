/**
 * The installation's own secrets: what lies sealed in the database (keys of certificate authorities, client secrets, nodes' ways to
 * their keys), under one key that the database has only wrapped. The master key that wraps it is the control plane's own, in a
 * KMS, and never one that wraps a node's keys. A copy of the database alone opens nothing.
 */
@NullMarked
package io.kanesh.control.secrets;

import org.jspecify.annotations.NullMarked;
