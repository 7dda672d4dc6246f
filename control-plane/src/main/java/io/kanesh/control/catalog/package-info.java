/**
 * What can be bought: providers, regions with their zones, instance types, engine versions and prices; the estimate of a
 * cluster. Pure data and arithmetic.
 */
@NullMarked
package io.kanesh.control.catalog;

import org.jspecify.annotations.NullMarked;
