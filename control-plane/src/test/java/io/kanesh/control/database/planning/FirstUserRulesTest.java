package io.kanesh.control.database.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstUserRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void takesWhatMakesSense() {
        assertThat(codes()).isEmpty();
        assertThat(codes(user("app", access("*")), user("report"))).isEmpty();
    }

    @Test
    void refusesWhatNoUserMayBeAtItsField() {
        assertThat(codes(
                        user("app"),
                        new UserDraft("Owner", "short", List.of(access("a b")), NOW),
                        user("owner"),
                        null,
                        user("app")))
                .containsExactly(
                        "users[1].name name-invalid",
                        "users[1].password password-unusable",
                        "users[1].access[0].keyspace keyspace-invalid",
                        "users[1].expiresAt expiry-passed",
                        "users[2].name name-reserved",
                        "users[3] user-required",
                        "users[4].name user-twice");
    }

    @Test
    void refusesKeyspacesBecauseThereAreNone() {
        assertThat(codes(user("app", access("*"), access("shop"))))
                .containsExactly("users[0].access[1].keyspace keyspace-not-yet");
    }

    @Test
    void boundsTheirNumber() {
        UserDraft[] many =
                Collections.nCopies(FirstUserRules.MOST + 1, user("app")).toArray(new UserDraft[0]);
        assertThat(codes(many)).containsExactly("users too-many-users");
    }

    private static UserDraft user(String name, @Nullable UserAccess... access) {
        return new UserDraft(name, null, Arrays.asList(access), null);
    }

    private static UserAccess access(String keyspace) {
        return new UserAccess(keyspace, true, false, false, false);
    }

    private static List<String> codes(@Nullable UserDraft... drafts) {
        return FirstUserRules.check(Arrays.asList(drafts), "owner", NOW).stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }
}
