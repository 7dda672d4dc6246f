package io.kanesh.control.shared;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A typed, opaque id: a prefix, an underscore and 26 characters of Crockford's base 32 (48 bits of time in milliseconds, 80
 * random bits), so that ids sort by the time they were made. The registry of every prefix is this type's list of records.
 */
public sealed interface Id {
    Pattern FORM = Pattern.compile("[a-z]{2,4}_[0-9a-hjkmnp-tv-z]{26}");

    String value();

    /** @throws IllegalArgumentException when {@code value} is not an id with this prefix */
    private static void check(String prefix, String value) {
        if (!value.startsWith(prefix + "_") || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "'%s' is not an id of the form %s_…", value, prefix));
        }
    }

    /** An organization. */
    record OrganizationId(String value) implements Id {
        public static final String PREFIX = "org";

        /** The one that is there from the first start. */
        public static final OrganizationId DEFAULT = new OrganizationId(PREFIX + "_" + "0".repeat(26));

        public OrganizationId {
            check(PREFIX, value);
        }
    }

    /** A person, as an identity provider knows them. */
    record PersonId(String value) implements Id {
        public static final String PREFIX = "usr";

        public PersonId {
            check(PREFIX, value);
        }
    }

    /** A service account: what a program is. */
    record ServiceAccountId(String value) implements Id {
        public static final String PREFIX = "sa";

        public ServiceAccountId {
            check(PREFIX, value);
        }
    }

    /** A project. */
    record ProjectId(String value) implements Id {
        public static final String PREFIX = "prj";

        public ProjectId {
            check(PREFIX, value);
        }
    }

    /** A token; not its secret. */
    record TokenId(String value) implements Id {
        public static final String PREFIX = "tok";

        public TokenId {
            check(PREFIX, value);
        }
    }

    /** A cluster. */
    record ClusterId(String value) implements Id {
        public static final String PREFIX = "cl";

        public ClusterId {
            check(PREFIX, value);
        }
    }

    /** A data node. */
    record NodeId(String value) implements Id {
        public static final String PREFIX = "nd";

        public NodeId {
            check(PREFIX, value);
        }
    }

    /** A customer's or provider's master key, as registered with us. */
    record KeyId(String value) implements Id {
        public static final String PREFIX = "key";

        public KeyId {
            check(PREFIX, value);
        }
    }

    /** A run, which the customer sees as an operation. */
    record OperationId(String value) implements Id {
        public static final String PREFIX = "op";

        public OperationId {
            check(PREFIX, value);
        }
    }

    /** A task given to an agent. */
    record TaskId(String value) implements Id {
        public static final String PREFIX = "tsk";

        public TaskId {
            check(PREFIX, value);
        }
    }
}
