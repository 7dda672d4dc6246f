package io.kanesh.control.cluster.store;

import org.springframework.data.jpa.repository.JpaRepository;

/** Queries of {@link FirstUsersRow}. */
interface FirstUsersRows extends JpaRepository<FirstUsersRow, String> {}
