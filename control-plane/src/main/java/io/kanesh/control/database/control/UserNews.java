package io.kanesh.control.database.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.database.DatabaseUser;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells what became of users, to the events and the audit trail. */
@Component
class UserNews {
    private final ApplicationEventPublisher events;

    UserNews(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** What was asked for of a user, as the trail keeps it; logins are not in it. */
    record Asked(
            String name,
            @Nullable Instant expiresAt,
            @Nullable Instant formerSecretUntil,
            List<UserAccess> access) {
        static @Nullable Asked of(@Nullable DatabaseUser user) {
            return user == null
                    ? null
                    : new Asked(user.name(), user.expiresAt(), user.formerSecretUntil(), user.access());
        }
    }

    /** @param what a predicate, e.g. {@code was created by Ada} */
    void tell(Cluster cluster, String user, @Nullable Asked before, @Nullable Asked after, String reason, String what) {
        events.publishEvent(new ResourceChanged(
                        "database-user",
                        user,
                        cluster.project(),
                        cluster.id().value(),
                        reason,
                        "User '" + user + "' of cluster '"
                                + cluster.spec().name().value() + "' " + what + ".")
                .from(before, after));
    }
}
