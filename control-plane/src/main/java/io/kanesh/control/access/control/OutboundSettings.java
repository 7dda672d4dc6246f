package io.kanesh.control.access.control;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the control plane may call because a customer said so.
 *
 * @param allowed {@code KANESH_OUTBOUND_ALLOWED}: private addresses and ranges that identity providers may have
 */
@ConfigurationProperties("kanesh.outbound")
record OutboundSettings(@DefaultValue({}) List<String> allowed) {}
