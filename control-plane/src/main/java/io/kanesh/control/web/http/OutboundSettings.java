package io.kanesh.control.web.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the control plane may call because a customer said so.
 *
 * @param allowed {@code KANESH_OUTBOUND_ALLOWED}: private addresses and ranges that may be called all the same
 */
@ConfigurationProperties("kanesh.outbound")
record OutboundSettings(@DefaultValue({}) List<String> allowed) {}
