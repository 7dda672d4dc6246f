package io.kanesh.engine.security;

import java.util.concurrent.Callable;
import org.apache.cassandra.auth.CassandraRoleManager;

/**
 * Cassandra's roles without its default superuser. Cassandra creates {@code cassandra/cassandra} in a task that it schedules
 * when it starts; here that task is never scheduled, on no node, at no time. {@link ClusterSecurity} puts the customer's
 * administrator in place before any client can connect.
 */
public final class AdministratorRoles extends CassandraRoleManager {

    @Override
    protected void scheduleSetupTask(Callable<Void> setupTask) {
        // Not scheduled: the only task that ever comes here creates the default superuser.
    }
}
