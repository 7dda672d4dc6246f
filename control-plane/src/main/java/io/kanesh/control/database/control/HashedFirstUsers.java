package io.kanesh.control.database.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.DatabasePasswords;
import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.cluster.FirstUsers;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.database.control.UserMessages.Put;
import io.kanesh.control.database.control.UserNews.Asked;
import io.kanesh.control.database.planning.FirstUserRules;
import io.kanesh.control.shared.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** First users by the same rules, in the same words to engines and with the same events as users that are made later. */
@Component
class HashedFirstUsers implements FirstUsers {
    private final DatabasePasswords passwords;
    private final InstantSource clock;
    private final UserNews news;

    HashedFirstUsers(DatabasePasswords passwords, InstantSource clock, UserNews news) {
        this.passwords = passwords;
        this.clock = clock;
        this.news = news;
    }

    @Override
    public List<Problem> check(List<@Nullable UserDraft> drafts, String admin) {
        return FirstUserRules.check(drafts, admin, clock.instant());
    }

    @Override
    public Hashed hash(UserDraft draft) {
        String name = Objects.requireNonNull(draft.name());
        String given = draft.password();
        String password = given == null ? passwords.next() : given;
        String request = UserMessages.write(Put.creation(draft, passwords.hash(password)));
        return new Hashed(new FirstUser(name, request), given == null ? password : null);
    }

    @Override
    public void tell(Cluster cluster, FirstUser user, Map<String, String> answer) {
        Put asked = UserMessages.readPut(user.request());
        Optional<Problem> refusal = UserMessages.outcome(answer, user.name())
                .match(done -> Optional.empty(), problems -> Optional.of(problems.get(0)));
        if (refusal.isPresent()) {
            // Somebody with the admin's password was faster: theirs stays.
            news.tell(cluster, user.name(), null, null, "DatabaseUserNotCreated", notCreated(refusal.get()));
        } else {
            var made = new Asked(asked.name(), asked.expiresAt(), null, asked.access());
            String what = "was created by " + cluster.createdBy();
            news.tell(cluster, user.name(), null, made, "DatabaseUserCreated", what);
        }
    }

    private static String notCreated(Problem why) {
        String sentence = why.message();
        return "was not created with it: "
                + (sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence);
    }
}
