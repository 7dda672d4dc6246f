package io.kanesh.control.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody is, where it was granted: in one project, in an organization and so in each of its projects, or in the whole
 * installation. Roles are sets of permissions and include no other role: whoever operates clusters has no say over keys, and
 * the other way round.
 */
public enum Role {
    /** Everything there, people and tokens included. */
    OWNER(EnumSet.allOf(Permission.class)),
    /** Belongs to an organization and sees its people; sees projects only by further roles. */
    MEMBER(EnumSet.of(Permission.VIEW_ORGANIZATION)),
    /** Creates, changes and deletes what runs; no keys, no people. */
    OPERATOR(EnumSet.of(
            Permission.VIEW,
            Permission.CONNECT,
            Permission.OPERATE,
            Permission.ADMINISTER_DATABASE,
            Permission.VIEW_ORGANIZATION)),
    /** Registers, rotates, revokes and restores keys, and reads the audit trail; changes nothing that runs. */
    KEY_ADMINISTRATOR(EnumSet.of(
            Permission.VIEW, Permission.ADMINISTER_KEYS, Permission.READ_AUDIT, Permission.VIEW_ORGANIZATION)),
    /** Connects programs and reads metrics. */
    DEVELOPER(EnumSet.of(Permission.VIEW, Permission.CONNECT, Permission.VIEW_ORGANIZATION)),
    /** Looks at everything but secrets and the ways in. */
    VIEWER(EnumSet.of(Permission.VIEW, Permission.VIEW_ORGANIZATION));

    // A copy that nobody can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    /** Whether this role, granted at that level, has the permission. */
    public boolean has(Permission permission, Level grantedAt) {
        return permissions.contains(permission) && grantedAt.includes(permission.level());
    }

    /** Whether the role can be granted at that level: membership is of an organization. */
    public boolean fits(Level level) {
        return this != MEMBER || level == Level.ORGANIZATION;
    }

    /** The roles that have the permission when granted at its own level. */
    public static List<Role> with(Permission permission) {
        return Arrays.stream(values())
                .filter(role -> role.has(permission, permission.level()))
                .toList();
    }
}
