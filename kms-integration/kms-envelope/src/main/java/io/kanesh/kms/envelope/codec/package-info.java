/**
 * The file formats: a 128-byte header, sealed files in chunks (the C2SP chunked-encryption construction, c2sp.org) and append
 * logs in frames. No cipher and no chunk construction of our own; AES-GCM comes from the JDK or a faster provider.
 */
@NullMarked
package io.kanesh.kms.envelope.codec;

import org.jspecify.annotations.NullMarked;
