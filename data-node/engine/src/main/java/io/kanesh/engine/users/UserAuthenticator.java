package io.kanesh.engine.users;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.cassandra.auth.AuthenticatedUser;
import org.apache.cassandra.auth.DataResource;
import org.apache.cassandra.auth.PasswordAuthenticator;
import org.apache.cassandra.exceptions.AuthenticationException;
import org.apache.cassandra.exceptions.RequestExecutionException;
import org.apache.cassandra.schema.SchemaConstants;
import org.jspecify.annotations.Nullable;

/**
 * Cassandra's password check (its roles, its hashes, its statements to set passwords) with two more rules: a secret that a
 * rotation has replaced holds until its stated time, and a role with an end cannot log in after it. Also notes logins.
 *
 * <p>Cassandra makes the one instance, from the configuration.
 */
public final class UserAuthenticator extends PasswordAuthenticator {

    /**
     * Compared with when there is no such role, so that the answer takes as long as for one that is there. Of a random text;
     * written down, because hashing one takes a quarter of a second of a start.
     */
    private static final String NOBODYS_HASH = "$2a$10$R7GS4qzkPQ9NdiRXlHIozeVC.iaugYlK028Ta3h5gyx3EC/PiorO2";

    private static final String REFUSAL = "The user name or the password is wrong";

    private static final Accounts ACCOUNTS = new Accounts();
    private static final Logins LOGINS = new Logins();

    /** The accounts that logins on this node are checked against. */
    public static Accounts accounts() {
        return ACCOUNTS;
    }

    @Override
    public Set<DataResource> protectedResources() {
        Set<DataResource> all = new HashSet<>(super.protectedResources());
        all.add(DataResource.table(SchemaConstants.AUTH_KEYSPACE_NAME, UserTable.NAME));
        return all;
    }

    @Override
    public SaslNegotiator newSaslNegotiator(InetAddress client) {
        return new PlainNegotiator((user, password) -> authenticate(user, password, client));
    }

    @Override
    public AuthenticatedUser legacyAuthenticate(Map<String, String> credentials) {
        String user = credentials.get(USERNAME_KEY);
        String password = credentials.get(PASSWORD_KEY);
        if (user == null || password == null) {
            throw new AuthenticationException("A user name and a password are needed");
        }
        return authenticate(user, password, null);
    }

    private static AuthenticatedUser authenticate(String user, String password, @Nullable InetAddress client) {
        try {
            Account account = ACCOUNTS.get(user);
            boolean opens = opens(account, password);
            if (!opens) {
                Account anew = ACCOUNTS.newerThan(account, user);
                opens = !anew.hasSecretsOf(account) && opens(anew, password);
                account = anew;
            }
            if (!opens) {
                throw new AuthenticationException(REFUSAL);
            }
            if (account.hasExpired(Instant.now())) {
                // Said to nobody who does not know the password.
                throw new AuthenticationException(
                        "This user has expired at " + account.expiresAt() + "; extend it, or use another user");
            }
            LOGINS.note(user, client);
            return new AuthenticatedUser(user);
        } catch (RequestExecutionException tooFew) {
            throw new AuthenticationException("Too few replicas of the users answer: " + tooFew.getMessage(), tooFew);
        }
    }

    private static boolean opens(Account account, String password) {
        String current = account.saltedHash();
        if (current == null) {
            checkpw(password, NOBODYS_HASH);
            return false;
        }
        if (checkpw(password, current)) {
            return true;
        }
        String former = account.formerHash(Instant.now());
        return former != null && checkpw(password, former);
    }
}
