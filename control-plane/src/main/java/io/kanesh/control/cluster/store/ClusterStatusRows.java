package io.kanesh.control.cluster.store;

import org.springframework.data.jpa.repository.JpaRepository;

/** Queries of {@link ClusterStatusRow}. */
interface ClusterStatusRows extends JpaRepository<ClusterStatusRow, String> {}
