package io.kanesh.control.activity.control;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator says about the audit trail.
 *
 * @param retentionDays {@code KANESH_AUDIT_RETENTION_DAYS}: how long entries are kept; 400 is a year and the month in which
 *     somebody looks back at it
 */
@ConfigurationProperties("kanesh.audit")
record AuditSettings(@DefaultValue("400") int retentionDays) {
    AuditSettings {
        if (retentionDays < 1) {
            throw new IllegalArgumentException("KANESH_AUDIT_RETENTION_DAYS is at least 1, not " + retentionDays);
        }
    }
}
