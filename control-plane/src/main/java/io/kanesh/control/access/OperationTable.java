package io.kanesh.control.access;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/**
 * Which permission each operation of the API needs, by its {@code operationId}. What is not in here nobody may do. A test
 * tries every operation of the OpenAPI document with every role, and writes docs/access.md from this table.
 */
public final class OperationTable {
    /** The request's attribute that holds the operationId that it reached. */
    public static final String ATTRIBUTE = OperationTable.class.getName();

    // One line per operation, grouped by permission: add yours to its group.
    private static final Map<String, Permission> NEEDS = Map.ofEntries(
            entry("createSession", Permission.ANYBODY),
            entry("deleteSession", Permission.ANYBODY),
            entry("estimatePrice", Permission.ANYBODY),
            entry("getSession", Permission.ANYBODY),
            entry("exportAuditEvents", Permission.READ_AUDIT),
            entry("listAuditEvents", Permission.READ_AUDIT),
            entry("getMe", Permission.ANY_CALLER),
            entry("listEngineVersions", Permission.ANY_CALLER),
            entry("listInstanceTypes", Permission.ANY_CALLER),
            entry("listOperations", Permission.ANY_CALLER),
            entry("listOrganizations", Permission.ANY_CALLER),
            entry("listProjects", Permission.ANY_CALLER),
            entry("listProviders", Permission.ANY_CALLER),
            entry("listRegions", Permission.ANY_CALLER),
            entry("searchResources", Permission.ANY_CALLER),
            entry("streamEvents", Permission.ANY_CALLER),
            entry("getAllowedCidrs", Permission.VIEW),
            entry("getCluster", Permission.VIEW),
            entry("getNode", Permission.VIEW),
            entry("getNodeLogs", Permission.VIEW),
            entry("getOperation", Permission.VIEW),
            entry("getProject", Permission.VIEW),
            entry("getProof", Permission.VIEW),
            entry("listClusterEvents", Permission.VIEW),
            entry("listClusterOperations", Permission.VIEW),
            entry("listClusters", Permission.VIEW),
            entry("getClusterEncryption", Permission.VIEW),
            entry("getClusterInventory", Permission.VIEW),
            entry("getEncryptionOptions", Permission.VIEW),
            entry("getKey", Permission.VIEW),
            entry("getKeyGrantText", Permission.VIEW),
            entry("getKeyPolicy", Permission.VIEW),
            entry("getKeyUsage", Permission.VIEW),
            entry("listKeyDrills", Permission.VIEW),
            entry("listKeys", Permission.VIEW),
            entry("listNodes", Permission.VIEW),
            entry("getClusterPlan", Permission.VIEW),
            entry("listProofs", Permission.VIEW),
            entry("getClusterConnection", Permission.CONNECT),
            entry("getConnectionBundle", Permission.CONNECT),
            entry("listConnectionSnippets", Permission.CONNECT),
            entry("cancelOperation", Permission.OPERATE),
            entry("createCluster", Permission.OPERATE),
            entry("deleteCluster", Permission.OPERATE),
            entry("pauseCluster", Permission.OPERATE),
            entry("proveCluster", Permission.OPERATE),
            entry("repairCluster", Permission.OPERATE),
            entry("replaceNode", Permission.OPERATE),
            entry("restartCluster", Permission.OPERATE),
            entry("resumeCluster", Permission.OPERATE),
            entry("reencryptCluster", Permission.OPERATE),
            entry("retryOperation", Permission.OPERATE),
            entry("updateCluster", Permission.OPERATE),
            entry("wakeOperation", Permission.OPERATE),
            entry("exportKeyAccesses", Permission.READ_AUDIT),
            entry("listKeyAccesses", Permission.READ_AUDIT),
            entry("listKeyDeletions", Permission.READ_AUDIT),
            entry("checkKey", Permission.ADMINISTER_KEYS),
            entry("deleteKey", Permission.ADMINISTER_KEYS),
            entry("drillKey", Permission.ADMINISTER_KEYS),
            entry("registerKey", Permission.ADMINISTER_KEYS),
            entry("restoreKey", Permission.ADMINISTER_KEYS),
            entry("revokeKey", Permission.ADMINISTER_KEYS),
            entry("rotateKey", Permission.ADMINISTER_KEYS),
            entry("updateKey", Permission.ADMINISTER_KEYS),
            entry("putKeyPolicy", Permission.ADMINISTER_PROJECT),
            entry("rotateClusterCertificates", Permission.OPERATE),
            entry("createDatabaseUser", Permission.ADMINISTER_DATABASE),
            entry("deleteDatabaseUser", Permission.ADMINISTER_DATABASE),
            entry("getDatabaseUser", Permission.ADMINISTER_DATABASE),
            entry("listDatabaseUsers", Permission.ADMINISTER_DATABASE),
            entry("rotateDatabaseUser", Permission.ADMINISTER_DATABASE),
            entry("setAllowedCidrs", Permission.ADMINISTER_DATABASE),
            entry("updateDatabaseUser", Permission.ADMINISTER_DATABASE),
            entry("createToken", Permission.ADMINISTER_PROJECT),
            entry("deleteProject", Permission.ADMINISTER_PROJECT),
            entry("deleteToken", Permission.ADMINISTER_PROJECT),
            entry("getToken", Permission.ADMINISTER_PROJECT),
            entry("listTokens", Permission.ADMINISTER_PROJECT),
            entry("updateProject", Permission.ADMINISTER_PROJECT),
            entry("rotateToken", Permission.ADMINISTER_PROJECT),
            entry("addProjectMember", Permission.ADMINISTER_PROJECT),
            entry("getProjectMember", Permission.ADMINISTER_PROJECT),
            entry("listProjectMembers", Permission.ADMINISTER_PROJECT),
            entry("removeProjectMember", Permission.ADMINISTER_PROJECT),
            entry("updateProjectMember", Permission.ADMINISTER_PROJECT),
            entry("getOrganization", Permission.VIEW_ORGANIZATION),
            entry("getOrganizationMember", Permission.VIEW_ORGANIZATION),
            entry("getServiceAccount", Permission.VIEW_ORGANIZATION),
            entry("listOrganizationMembers", Permission.VIEW_ORGANIZATION),
            entry("listServiceAccounts", Permission.VIEW_ORGANIZATION),
            entry("addOrganizationMember", Permission.ADMINISTER_ORGANIZATION),
            entry("deleteIdentityProvider", Permission.ADMINISTER_ORGANIZATION),
            entry("deleteOrganization", Permission.ADMINISTER_ORGANIZATION),
            entry("getIdentityProvider", Permission.ADMINISTER_ORGANIZATION),
            entry("putIdentityProvider", Permission.ADMINISTER_ORGANIZATION),
            entry("createServiceAccount", Permission.ADMINISTER_ORGANIZATION),
            entry("createServiceAccountToken", Permission.ADMINISTER_ORGANIZATION),
            entry("deleteServiceAccount", Permission.ADMINISTER_ORGANIZATION),
            entry("removeOrganizationMember", Permission.ADMINISTER_ORGANIZATION),
            entry("updateOrganizationMember", Permission.ADMINISTER_ORGANIZATION),
            entry("createProject", Permission.ADMINISTER_ORGANIZATION),
            entry("updateOrganization", Permission.ADMINISTER_ORGANIZATION),
            entry("createOrganization", Permission.ADMINISTER_INSTALLATION),
            entry("crashSimulatedEngine", Permission.ADMINISTER_INSTALLATION),
            entry("cutSimulatedMachine", Permission.ADMINISTER_INSTALLATION),
            entry("denySimulatedKey", Permission.ADMINISTER_INSTALLATION),
            entry("getSimulatedCloud", Permission.ADMINISTER_INSTALLATION),
            entry("grantSimulatedKey", Permission.ADMINISTER_INSTALLATION),
            entry("listControlPlanes", Permission.ADMINISTER_INSTALLATION),
            entry("listSimulatedMachines", Permission.ADMINISTER_INSTALLATION),
            entry("loseSimulatedMachine", Permission.ADMINISTER_INSTALLATION),
            entry("mendSimulatedMachine", Permission.ADMINISTER_INSTALLATION),
            entry("updateSimulatedCloud", Permission.ADMINISTER_INSTALLATION));

    private OperationTable() {}

    /** What the operation needs; empty for one that nobody has entered yet. */
    public static Optional<Permission> need(String operationId) {
        return Optional.ofNullable(NEEDS.get(operationId));
    }

    /** The whole table. */
    public static Map<String, Permission> all() {
        return NEEDS;
    }
}
