package io.kanesh.agent.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one engine should be; the engine turns it into Cassandra's own settings. Equal settings mean the same process: the
 * agent restarts the engine when (and only when) they change.
 *
 * @param version the engine's version, e.g. {@code 5.0.9}
 * @param clusterName Cassandra's cluster name: the cluster's id, which never changes
 * @param address the node's address, for listening, broadcast and RPC
 * @param seeds addresses of the seed nodes
 * @param initialTokens planned tokens of this node (Murmur3), decimal
 * @param autoBootstrap false for the first nodes of a cluster
 * @param heapMib heap of the engine process, MiB
 * @param vcpus processors that the engine may count on
 * @param storageQuotaBytes bytes that the node may hold; warned at 85 %, writes refused at 92 %
 * @param systemAuthReplication data center to number of replicas of {@code system_auth}
 * @param admin the cluster's first role
 * @param restartCount raised to ask for one restart without any other change
 */
public record EngineSettings(
        String version,
        String clusterName,
        String dataCenter,
        String rack,
        String address,
        List<String> seeds,
        List<String> initialTokens,
        boolean autoBootstrap,
        int heapMib,
        int vcpus,
        long storageQuotaBytes,
        Map<String, Integer> systemAuthReplication,
        AdminRole admin,
        @Nullable String replaceAddress,
        long restartCount) {

    /**
     * The role that the control plane gives to the customer. The password itself is never stored by us.
     *
     * @param saltedHash bcrypt, as Cassandra stores it in {@code system_auth.roles}
     */
    public record AdminRole(String name, String saltedHash) {}

    /** The same, restarted that often, and knowing these seeds. */
    public EngineSettings restarted(long times, List<String> newSeeds) {
        return new EngineSettings(
                version,
                clusterName,
                dataCenter,
                rack,
                address,
                newSeeds,
                initialTokens,
                autoBootstrap,
                heapMib,
                vcpus,
                storageQuotaBytes,
                systemAuthReplication,
                admin,
                replaceAddress,
                times);
    }

    /** The same tokens on another machine, which takes them over from this one. */
    public EngineSettings replacedAt(String newAddress, List<String> newSeeds) {
        return new EngineSettings(
                version,
                clusterName,
                dataCenter,
                rack,
                newAddress,
                newSeeds,
                initialTokens,
                true,
                heapMib,
                vcpus,
                storageQuotaBytes,
                systemAuthReplication,
                admin,
                address,
                0);
    }
}
