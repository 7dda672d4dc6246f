package io.kanesh.kms;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Several maps in one list of properties, told apart by how their names begin. */
final class PrefixedProperties {

    private PrefixedProperties() {}

    /** What begins with the prefix, without it. */
    static Map<String, String> of(Properties input, String prefix) {
        var found = new HashMap<String, String>();
        for (var name : input.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), input.getProperty(name));
            }
        }
        return found;
    }
}
