package io.kanesh.engine.security;

import io.kanesh.engine.users.UserTable;
import java.util.concurrent.Callable;
import org.apache.cassandra.auth.AuthenticatedUser;
import org.apache.cassandra.auth.CassandraRoleManager;
import org.apache.cassandra.auth.RoleResource;

/**
 * Cassandra's roles without its default superuser. Cassandra creates {@code cassandra/cassandra} in a task that it schedules
 * when it starts; here that task is never scheduled, on no node, at no time. {@link ClusterSecurity} puts the customer's
 * administrator in place before any client can connect.
 */
public final class AdministratorRoles extends CassandraRoleManager {

    /** A role that is made again under this name must not take over the end and the secrets of this one. */
    @Override
    public void dropRole(AuthenticatedUser performer, RoleResource role) {
        super.dropRole(performer, role);
        UserTable.forget(role.getRoleName());
    }

    @Override
    protected void scheduleSetupTask(Callable<Void> setupTask) {
        // Not scheduled: the only task that ever comes here creates the default superuser.
    }
}
