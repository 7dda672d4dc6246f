package io.kanesh.kms.local;

import java.util.Map;
import java.util.Set;

/**
 * A permission on one key.
 *
 * @param principal an identity's name, or a beginning of names and {@code *}
 * @param operations generate, encrypt, decrypt, describe, re-encrypt
 * @param contextEquals entries that the encryption context must have; not asked for describe, which has none
 */
public record Grant(String principal, Set<String> operations, Map<String, String> contextEquals) {

    /** All that a node needs. */
    public static final Set<String> ALL = Set.of("generate", "encrypt", "decrypt", "describe", "re-encrypt");

    public Grant {
        operations = Set.copyOf(operations);
        contextEquals = Map.copyOf(contextEquals);
    }

    boolean allows(String who, String operation, Map<String, String> context) {
        var named = principal.endsWith("*")
                ? who.startsWith(principal.substring(0, principal.length() - 1))
                : who.equals(principal);
        return named
                && operations.contains(operation)
                && (operation.equals("describe") || context.entrySet().containsAll(contextEquals.entrySet()));
    }
}
