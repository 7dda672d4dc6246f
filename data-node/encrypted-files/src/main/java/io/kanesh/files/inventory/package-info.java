/**
 * What lies on a disk, seen from outside: which file is under which key (by its header), and whether given bytes can be found
 * anywhere in the clear. Neither needs a key. Both read the JDK's own file system, never the encrypting one.
 */
@NullMarked
package io.kanesh.files.inventory;

import org.jspecify.annotations.NullMarked;
