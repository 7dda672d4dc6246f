package io.kanesh.control.cluster.encryption;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(LeaseSettings.class)
class LeaseConfiguration {}
