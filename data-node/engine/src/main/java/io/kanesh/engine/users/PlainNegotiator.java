package io.kanesh.engine.users;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.apache.cassandra.auth.AuthenticatedUser;
import org.apache.cassandra.auth.IAuthenticator.SaslNegotiator;
import org.apache.cassandra.exceptions.AuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * SASL PLAIN (RFC 4616): one message, {@code [authorization id] NUL user NUL password}. The first part is ignored: nobody acts for
 * another here.
 */
final class PlainNegotiator implements SaslNegotiator {

    private static final int PARTS = 3;

    private final BiFunction<String, String, AuthenticatedUser> check;
    private @Nullable String user;
    private @Nullable String password;

    /** @param check of user name and password; throws an {@link AuthenticationException} */
    PlainNegotiator(BiFunction<String, String, AuthenticatedUser> check) {
        this.check = check;
    }

    @Override
    public byte @Nullable [] evaluateResponse(byte[] message) {
        String[] parts = new String(message, StandardCharsets.UTF_8).split("\0", -1);
        if (parts.length != PARTS || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new AuthenticationException("A user name and a password are needed, and neither may contain NUL");
        }
        user = parts[1];
        password = parts[2];
        return null;
    }

    @Override
    public boolean isComplete() {
        return user != null;
    }

    @Override
    public AuthenticatedUser getAuthenticatedUser() {
        if (user == null || password == null) {
            throw new AuthenticationException("The client has sent no credentials");
        }
        return check.apply(user, password);
    }
}
