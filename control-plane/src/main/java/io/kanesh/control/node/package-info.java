/**
 * Data nodes: who they are (enrolment, certificates), what they should be (the desired configuration, whole, with its
 * generation), and what was last observed of them. Agents open every connection, to a port of their own with mutual TLS. This
 * module knows a cluster's id and nothing else about it.
 */
@NullMarked
package io.kanesh.control.node;

import org.jspecify.annotations.NullMarked;
