package io.kanesh.control.access;

/** What an operation needs; {@link OperationTable} says which needs which, {@link Role} who has which. */
public enum Permission {
    /** No token: what is there to be read before having one, and the way to get in. */
    ANYBODY(Level.CALLER, "do what anybody may"),
    /** Any valid token: about oneself, the catalogue, and lists that hold only what the caller may see. */
    ANY_CALLER(Level.CALLER, "do what any caller may"),
    /** Look at a project and what is in it, but for secrets and the ways in. */
    VIEW(Level.PROJECT, "look at this project"),
    /** Learn how programs connect to a cluster; read its metrics. */
    CONNECT(Level.PROJECT, "connect to clusters"),
    /** Create, change, scale, restart and delete clusters; handle operations. */
    OPERATE(Level.PROJECT, "operate clusters"),
    /** Register, rotate, revoke, restore and delete keys. */
    ADMINISTER_KEYS(Level.PROJECT, "administer keys"),
    /** Users and allow lists of a cluster's database. */
    ADMINISTER_DATABASE(Level.PROJECT, "administer database users"),
    /** Rename and delete a project; its members and tokens. */
    ADMINISTER_PROJECT(Level.PROJECT, "administer this project"),
    /** Read and export the audit trail. */
    READ_AUDIT(Level.PROJECT, "read the audit trail"),
    /** Look at an organization and its people. */
    VIEW_ORGANIZATION(Level.ORGANIZATION, "look at this organization"),
    /** Members, service accounts, the identity provider and projects of an organization. */
    ADMINISTER_ORGANIZATION(Level.ORGANIZATION, "administer this organization"),
    /** Organizations, and the control plane itself. */
    ADMINISTER_INSTALLATION(Level.INSTALLATION, "administer this installation");

    private final Level level;
    private final String words;

    Permission(Level level, String words) {
        this.level = level;
        this.words = words;
    }

    /** Where it is asked for; granted there or at a level above. */
    public Level level() {
        return level;
    }

    /** For a sentence: "to " and this. */
    public String words() {
        return words;
    }
}
