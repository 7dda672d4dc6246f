package io.kanesh.engine.settings;

import static io.kanesh.engine.settings.NodeSettings.ordered;

import io.kanesh.engine.security.AdministratorRoles;
import io.kanesh.engine.security.NodeAuthenticator;
import io.kanesh.engine.security.TlsFiles;
import io.kanesh.engine.settings.Setting.Topic;
import io.kanesh.engine.users.UserAuthenticator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The security part of the configuration: who may log in, and TLS on every connection. */
final class SecuritySettings {

    private SecuritySettings() {}

    static List<Setting> of(Home home) {
        TlsFiles tls = new TlsFiles(home.tls());
        return List.of(
                setting(
                        "authenticator",
                        classNamed(UserAuthenticator.class.getName()),
                        "No anonymous client; Cassandra's passwords, with rotation, an end, and the last login."),
                setting(
                        "authorizer",
                        classNamed("org.apache.cassandra.auth.CassandraAuthorizer"),
                        "Permissions by role."),
                setting(
                        "role_manager",
                        classNamed(AdministratorRoles.class.getName()),
                        "Cassandra's roles, without the well-known role 'cassandra'."),
                setting(
                        "internode_authenticator",
                        classNamed(NodeAuthenticator.class.getName()),
                        "A peer's certificate must name a node, and the address that was called."),
                setting(
                        "server_encryption_options",
                        betweenNodes(tls),
                        "TLS between nodes, both sides with certificates."),
                setting(
                        "client_encryption_options",
                        towardsClients(tls),
                        "TLS for clients; there is no port without it."),
                setting("roles_validity", "10s", "How long a dropped role may still act."),
                setting("roles_update_interval", "2s", "Roles are read again this often while they are used."),
                setting("permissions_validity", "10s", "How long a revoked permission may still work."),
                setting("permissions_update_interval", "2s", "As roles."),
                setting("credentials_validity", "10s", "How long an old password may still work."),
                setting("credentials_update_interval", "2s", "As roles."));
    }

    private static Map<String, Object> betweenNodes(TlsFiles tls) {
        Map<String, Object> options = common(tls);
        options.put("internode_encryption", "all");
        options.put("legacy_ssl_storage_port_enabled", false);
        options.put("require_client_auth", "true");
        return options;
    }

    private static Map<String, Object> towardsClients(TlsFiles tls) {
        Map<String, Object> options = common(tls);
        options.put("enabled", true);
        options.put("require_client_auth", "false");
        return options;
    }

    private static Map<String, Object> common(TlsFiles tls) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put(
                "ssl_context_factory",
                ordered("class_name", "org.apache.cassandra.security.PEMBasedSslContextFactory"));
        options.put("keystore", tls.identity().toString());
        options.put("truststore", tls.trusted().toString());
        options.put("optional", false);
        options.put("accepted_protocols", List.of("TLSv1.2", "TLSv1.3"));
        return options;
    }

    private static Map<String, Object> classNamed(String name) {
        return ordered("class_name", name);
    }

    private static Setting setting(String name, Object value, String why) {
        return new Setting(Topic.SECURITY, name, value, why);
    }
}
