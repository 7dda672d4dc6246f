package io.kanesh.control.node.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** The table {@code node}. */
interface NodeRows extends Repository<NodeRow, String> {

    @Modifying
    @Query(
            nativeQuery = true,
            value = "INSERT INTO node (id, cluster_id, project_id, provider, data_center, region, zone, instance_type,"
                    + " created_at, generation, fence, engine_state, identity_stage, version)"
                    + " VALUES (:id, :cluster, :project, :provider, :dataCenter, :region, :zone, :type,"
                    + " :now, 0, 0, 'STOPPED', 'NONE', 0) ON CONFLICT (id) DO NOTHING")
    int insertUnlessThere(
            @Param("id") String id,
            @Param("cluster") String cluster,
            @Param("project") String project,
            @Param("provider") String provider,
            @Param("dataCenter") String dataCenter,
            @Param("region") String region,
            @Param("zone") String zone,
            @Param("type") String type,
            @Param("now") Instant now);

    Optional<NodeRow> findById(String id);

    List<NodeRow> findByClusterIdOrderById(String clusterId);

    List<NodeRow> findByClusterIdAndIdGreaterThanOrderById(String clusterId, String after, Limit limit);

    @Query("SELECT n FROM NodeRow n WHERE n.identityStage = io.kanesh.control.node.control.NodeIdentity.Stage.ENROLLED"
            + " AND n.reportedAt < :moment ORDER BY n.id")
    List<NodeRow> silentSince(@Param("moment") Instant moment);

    @Query("SELECT n.clusterId AS clusterId, n.report AS report, n.reportedAt AS reportedAt FROM NodeRow n"
            + " WHERE n.clusterId IN :clusters AND n.report IS NOT NULL AND n.reportedAt > :moment ORDER BY n.id")
    List<ReportView> reportsSince(@Param("moment") Instant moment, @Param("clusters") Collection<String> clusters);

    @Query("SELECT n.id AS id, n.generation AS generation FROM NodeRow n WHERE n.id IN :ids")
    List<GenerationView> generationsOf(@Param("ids") Collection<String> ids);

    @Modifying
    @Query("DELETE FROM NodeRow n WHERE n.id = :id")
    int deleteById(@Param("id") String id);

    /** A node's id and its generation. */
    interface GenerationView {
        String getId();

        long getGeneration();
    }

    /** A node's last report. */
    interface ReportView {
        String getClusterId();

        String getReport();

        Instant getReportedAt();
    }

    /** By a part of id or address. A scan: an installation has thousands of nodes at most. */
    @Query("SELECT n.id AS id, n.address AS address, n.projectId AS projectId, n.clusterId AS clusterId FROM NodeRow n"
            + " WHERE (:everywhere = true OR n.projectId IN :projects)"
            + " AND (locate(:text, n.id) > 0 OR locate(:text, n.address) > 0)"
            + " ORDER BY n.id")
    List<AddressView> called(
            @Param("text") String text,
            @Param("everywhere") boolean everywhere,
            @Param("projects") Collection<String> projects,
            Limit limit);

    /** Where a node is. */
    interface AddressView {
        String getId();

        @Nullable
        String getAddress();

        String getProjectId();

        String getClusterId();
    }
}
