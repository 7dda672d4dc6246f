package io.kanesh.control.node.control;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this module.
 *
 * @param agentCertificateValidity agents renew theirs after two thirds of it
 * @param engineCertificateValidity likewise
 * @param serverCertificateValidity of the agent endpoint; renewed by itself after half of it
 * @param logAnswerWithin how long a request for a log waits for the agent
 * @param reportValidity silence after which a node is unknown; agents report every 15 s at least, and several such reports may be lost
 */
@ConfigurationProperties("kanesh.node")
record NodeSettings(
        @DefaultValue("30d") Duration agentCertificateValidity,
        @DefaultValue("30d") Duration engineCertificateValidity,
        @DefaultValue("30d") Duration serverCertificateValidity,
        @DefaultValue("10s") Duration logAnswerWithin,
        @DefaultValue("90s") Duration reportValidity) {}
