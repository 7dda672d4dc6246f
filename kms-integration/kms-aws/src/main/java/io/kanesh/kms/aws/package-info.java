/** AWS KMS through Amazon's own client. The only place where its classes and errors are known. */
@NullMarked
package io.kanesh.kms.aws;

import org.jspecify.annotations.NullMarked;
