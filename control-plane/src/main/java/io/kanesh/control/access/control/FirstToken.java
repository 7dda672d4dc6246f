package io.kanesh.control.access.control;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.Tokens.Wanted;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the first owner in: at the first start a token is made and printed once, to the terminal and never to the log. A
 * preset token is made sure of at every start; presetting another one revokes the one before.
 */
@Component
class FirstToken implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);
    private static final String FIRST = "admin";
    private static final String PRESET = "admin-preset";
    private static final String FORM = "[A-Za-z0-9_-]{24,128}";

    private final KeptTokens tokens;
    private final TokenStore store;
    private final AccessSettings settings;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    FirstToken(
            KeptTokens tokens,
            TokenStore store,
            AccessSettings settings,
            RandomGenerator random,
            InstantSource clock,
            TransactionTemplate transaction) {
        this.tokens = tokens;
        this.store = store;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            if (!settings.adminToken().isEmpty()) {
                preset(settings.adminToken());
            } else if (store.isEmpty()) {
                String secret = TokenSecret.make(random);
                tokens.add(new Wanted(FIRST, Grant.everywhere(Role.OWNER), null, null, null), secret);
                System.out.println("First token (role OWNER, shown only now): " + secret);
            }
        });
    }

    private void preset(String secret) {
        if (!secret.matches(FORM) || TokenSecret.isMistyped(secret)) {
            LOG.error(
                    "KANESH_ADMIN_TOKEN is not taken: it needs 24 to 128 letters, digits, '-' or '_', and may start with"
                            + " kns_ only when Kanesh made it, e.g. the output of: openssl rand -hex 24");
            return;
        }
        byte[] hash = TokenSecret.hash(secret);
        if (store.findBySecretHash(hash, clock.instant()).isPresent()) {
            return;
        }
        store.ofName(PRESET).forEach(old -> tokens.revoke(old.id()));
        tokens.add(new Wanted(PRESET, Grant.everywhere(Role.OWNER), null, null, null), secret);
    }
}
