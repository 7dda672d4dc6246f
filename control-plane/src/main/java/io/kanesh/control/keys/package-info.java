/**
 * Master keys: registered by the project that owns them, or made by us for a cluster; their grant texts, checks, states, rotation,
 * revocation, usage and the trail of their use. We keep names of keys and never a key: only nodes may use one. The facades are
 * {@code Keys}, for people, and {@code ClusterKeys}, for clusters; clusters tell what they use by {@code KeyUsers}.
 */
@NullMarked
package io.kanesh.control.keys;

import org.jspecify.annotations.NullMarked;
