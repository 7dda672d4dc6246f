/** HTTP conventions that every feature shares: problems, paging, merge patches, entity tags. Knows no feature. */
@NullMarked
package io.kanesh.control.web;

import org.jspecify.annotations.NullMarked;
