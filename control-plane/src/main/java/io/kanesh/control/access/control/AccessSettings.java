package io.kanesh.control.access.control;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator says about access beforehand.
 *
 * @param adminToken {@code KANESH_ADMIN_TOKEN}: the first owner's token; empty: one is made at the first start
 */
@ConfigurationProperties("kanesh")
record AccessSettings(@DefaultValue("") String adminToken) {
    @Override
    public String toString() {
        return "AccessSettings[]";
    }
}
