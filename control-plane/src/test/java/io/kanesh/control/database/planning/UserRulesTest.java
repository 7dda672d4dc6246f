package io.kanesh.control.database.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void takesWhatMakesSense() {
        var draft = new UserDraft(
                "orders_app",
                "correct horse battery",
                List.of(access("shop"), access("*"), access("Mixed_Case")),
                NOW.plusSeconds(1));
        assertThat(UserRules.checkNew(draft, "owner", NOW)).isEmpty();
        assertThat(UserRules.checkNew(new UserDraft("a", null, null, null), "owner", NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ", name-required",
        "'', name-required",
        "Orders, name-invalid",
        "1st, name-invalid",
        "a-b, name-invalid",
        "a'b, name-invalid",
        "cassandra, name-reserved",
        "admin, name-reserved",
        "owner, name-reserved",
        "kanesh_x, name-reserved",
        "system_x, name-reserved"
    })
    void refusesNames(@Nullable String name, String code) {
        assertThat(codes(UserRules.checkNew(new UserDraft(name, null, null, null), "owner", NOW)))
                .containsExactly("name " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nCREATE ROLE x", "a\u0000", "a\r\n[ERROR] forged line", "a; DROP ROLE admin", "'--", "é"})
    void refusesNamesThatWouldMeanSomethingElsewhere(String name) {
        assertThat(codes(UserRules.checkNew(new UserDraft(name, null, null, null), "owner", NOW)))
                .containsExactly("name name-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "'', keyspace-required",
        "a b, keyspace-invalid",
        "shop'; DROP KEYSPACE shop, keyspace-invalid",
        "data/system_auth, keyspace-invalid",
        "**, keyspace-invalid",
        "system, keyspace-reserved",
        "system_auth, keyspace-reserved"
    })
    void refusesKeyspaces(String keyspace, String code) {
        assertThat(codes(change(access(keyspace)))).containsExactly("access[0].keyspace " + code);
    }

    @Test
    void refusesAccessThatSaysNothingOrSaysItTwice() {
        assertThat(codes(change(new UserAccess("shop", false, false, false, false))))
                .containsExactly("access[0] access-empty");
        assertThat(codes(change(access("shop"), access("shop")))).containsExactly("access[1].keyspace keyspace-twice");
        assertThat(codes(change(access("a"), null))).containsExactly("access[1].keyspace keyspace-required");
        UserAccess[] many = new UserAccess[101];
        Arrays.setAll(many, i -> access("k" + i));
        assertThat(codes(change(many))).containsExactly("access too-many-keyspaces");
    }

    @Test
    void refusesAnEndThatHasPassed() {
        assertThat(codes(UserRules.checkChange(new UserDraft(null, null, null, NOW), NOW)))
                .containsExactly("expiresAt expiry-passed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too short", "with a\nline break", "äääääääääääääääääääääääääääääääääääää"})
    void refusesPasswordsThatBcryptWouldCutOrPeopleGuess(String password) {
        assertThat(codes(UserRules.checkRotation(password, Duration.ZERO)))
                .containsExactly("password password-unusable");
    }

    @Test
    void boundsTheOverlap() {
        assertThat(UserRules.checkRotation(null, UserRules.LONGEST_OVERLAP)).isEmpty();
        for (Duration overlap : List.of(Duration.ofSeconds(-1), UserRules.LONGEST_OVERLAP.plusSeconds(1))) {
            assertThat(codes(UserRules.checkRotation(null, overlap))).containsExactly("overlapSeconds overlap-invalid");
        }
    }

    private static List<Problem> change(@Nullable UserAccess... access) {
        return UserRules.checkChange(new UserDraft(null, null, Arrays.asList(access), null), NOW);
    }

    private static UserAccess access(String keyspace) {
        return new UserAccess(keyspace, true, false, false, false);
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }
}
