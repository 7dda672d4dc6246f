/** The conventions at work: filters, resolvers, converters and the one place that turns faults into problem documents. */
@NullMarked
package io.kanesh.control.web.http;

import org.jspecify.annotations.NullMarked;
