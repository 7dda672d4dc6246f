package io.kanesh.engine.users;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.cassandra.auth.DataResource;
import org.apache.cassandra.auth.FunctionResource;
import org.apache.cassandra.auth.IResource;
import org.apache.cassandra.auth.Permission;

/**
 * What a user may do in a keyspace.
 *
 * @param keyspace its name, or {@code *} for every keyspace of the customer
 * @param read rows, and run functions
 * @param write rows
 * @param define tables, indexes, views, types and functions
 * @param unmask see columns that have a mask as they are
 */
record Access(String keyspace, boolean read, boolean write, boolean define, boolean unmask) {

    static final String ALL_KEYSPACES = "*";

    private static final Pattern NAME = Pattern.compile("\\*|[a-zA-Z]\\w{0,47}");

    Access {
        if (!isName(keyspace)) {
            throw new IllegalArgumentException("this is no keyspace's name");
        }
    }

    static Access none(String keyspace) {
        return new Access(keyspace, false, false, false, false);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Permissions by resource; an empty set means that none of those that an access can hold is wanted there. */
    @JsonIgnore
    Map<IResource, Set<Permission>> permissions() {
        Set<Permission> onData = EnumSet.noneOf(Permission.class);
        Set<Permission> onFunctions = EnumSet.noneOf(Permission.class);
        if (read) {
            onData.add(Permission.SELECT);
            onFunctions.add(Permission.EXECUTE);
        }
        if (write) {
            onData.add(Permission.MODIFY);
        }
        if (define) {
            onData.addAll(Set.of(Permission.CREATE, Permission.ALTER, Permission.DROP));
            onFunctions.addAll(Set.of(Permission.CREATE, Permission.ALTER, Permission.DROP));
        }
        if (unmask) {
            onData.add(Permission.UNMASK);
        }
        Map<IResource, Set<Permission>> all = new LinkedHashMap<>();
        all.put(data(), onData);
        all.put(functions(), onFunctions);
        return all;
    }

    private DataResource data() {
        return keyspace.equals(ALL_KEYSPACES) ? DataResource.root() : DataResource.keyspace(keyspace);
    }

    private FunctionResource functions() {
        return keyspace.equals(ALL_KEYSPACES) ? FunctionResource.root() : FunctionResource.keyspace(keyspace);
    }

    /** Every permission that an access can hold on such a resource. */
    static Set<Permission> expressible(IResource resource) {
        return new Access(ALL_KEYSPACES, true, true, true, true)
                .permissions()
                .getOrDefault(
                        resource instanceof DataResource ? DataResource.root() : FunctionResource.root(), Set.of());
    }

    /** What a set of permissions on a keyspace's data means; {@code define} only when all of it is there. */
    static Access of(String keyspace, Set<String> onData) {
        return new Access(
                keyspace,
                onData.contains(Permission.SELECT.name()),
                onData.contains(Permission.MODIFY.name()),
                onData.containsAll(Set.of(Permission.CREATE.name(), Permission.ALTER.name(), Permission.DROP.name())),
                onData.contains(Permission.UNMASK.name()));
    }
}
