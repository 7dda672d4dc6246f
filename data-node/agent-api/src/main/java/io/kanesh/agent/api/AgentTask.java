package io.kanesh.agent.api;

import java.util.Map;

/**
 * One thing to do and answer, beside the desired configuration.
 *
 * @param kind one of the constants below
 * @param parameters by name; see the constant of each kind
 */
public record AgentTask(String id, long fence, String kind, Map<String, String> parameters) {
    /** Tail of a log: {@code source} = {@code agent|engine}, {@code lines} ≤ 1000. Result {@code text}. */
    public static final String LOGS = "logs";
    /** Flush and stop accepting writes before a planned stop. No result. */
    public static final String DRAIN = "drain";
    /**
     * Begin a repair, or say how far it is: {@code id} names it, {@code scope} = {@code PRIMARY|HELD|SURVIVORS}, {@code lost} and
     * {@code absent} for the last. Result {@code state} = {@code RUNNING|DONE|CANCELLED}, {@code done}, {@code total},
     * {@code differences}, {@code unheld}, {@code now}. Answered at once; asked again until it is done.
     */
    public static final String REPAIR = "repair";
    /** End the repair {@code id} soon. No result. */
    public static final String REPAIR_CANCEL = "repair-cancel";
    /**
     * Tries a master key with the settings given, step by step: {@code keyUri}, {@code provider}, {@code projectId}, {@code clusterId},
     * and every setting of the access as {@code setting.NAME}. The results are those of the library's probe, by step. The task
     * succeeds whenever every step has a result.
     */
    public static final String KMS_CHECK = "kms-check";
    /** Asks the KMS now: somebody saw a denial, or the key is back. It never extends anything by itself. No result. */
    public static final String KMS_VALIDATE = "kms-validate";
    /**
     * Lines of the audit trail: those behind line {@code from} (0 for the first), at most {@code lines} ≤ 1000. Results {@code text}
     * (JSON lines as they are), {@code next} (line to ask from next), {@code last} (last line there is).
     */
    public static final String KEY_ACCESSES = "key-accesses";
    /**
     * Every file below the node's directory by class: result {@code inventory}, a JSON array of {@code {fileClass, algorithm,
     * tableGroup, dataKey, files, bytes}}; {@code unreadable} is the number of files without a good header (must be 0).
     */
    public static final String INVENTORY = "inventory";
    /**
     * Searches every byte below the node's directories for markers: {@code markers}, hex, separated by commas. Results
     * {@code bytes}, {@code files}, {@code hits} and {@code where} (a JSON array of {@code {file, offset, marker}}).
     */
    public static final String SCAN = "scan";
    /** Who is connected to the engine: result {@code clients}, a JSON array of {@code {address, user, connections}}; {@code total}. */
    public static final String CLIENTS = "clients";
    /** Every role of the cluster: result {@code users}, a JSON array; nothing secret in it. */
    public static final String USERS_LIST = "users-list";
    /**
     * Creates a user or makes it as it should be: {@code request}, JSON of {@code {name, create, saltedHash, expiresAt, access,
     * withdrawn}}.
     * Results {@code outcome} ({@code DONE|EXISTS|NOT_OURS|MISSING|KEYSPACE_UNKNOWN}) and {@code keyspaces}.
     */
    public static final String USERS_PUT = "users-put";
    /** A new secret beside the former one: {@code request}, JSON of {@code {name, saltedHash, formerUntil}}. Result {@code outcome}. */
    public static final String USERS_ROTATE = "users-rotate";
    /** Removes a user: {@code request}, JSON of {@code {name}}. Result {@code outcome}. */
    public static final String USERS_DROP = "users-drop";
}
