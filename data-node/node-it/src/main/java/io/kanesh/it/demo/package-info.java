/**
 * The sample workload of {@code ./kanesh up --demo}: 100,000 generated orders of a trading house in old Kanesh, and five
 * questions about them.
 */
@NullMarked
package io.kanesh.it.demo;

import org.jspecify.annotations.NullMarked;
