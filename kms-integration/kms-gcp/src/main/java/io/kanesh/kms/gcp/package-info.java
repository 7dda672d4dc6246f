/** Google Cloud KMS through Google's own client. The only place where its classes and errors are known. */
@NullMarked
package io.kanesh.kms.gcp;

import org.jspecify.annotations.NullMarked;
