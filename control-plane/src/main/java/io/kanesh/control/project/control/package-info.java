/** What happens when a project is made, renamed or deleted. */
@NullMarked
package io.kanesh.control.project.control;

import org.jspecify.annotations.NullMarked;
