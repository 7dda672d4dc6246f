package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Grant;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.access.Role;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whoever may read {@code KANESH_HOME} owns the installation, and proves it with a secret that this process writes to
 * {@code secrets/loopback-owner} (0600; with {@code -2} in the second control plane) at each start. It counts from this machine only, is in no database and ends with
 * the process; {@code ./kanesh token} uses it to make a real token.
 */
@Component
class LoopbackOwner {
    private final byte[] hash;
    private final Caller caller;

    LoopbackOwner(
            KaneshHome home,
            @Value("${kanesh.second:false}") boolean second,
            IdSource ids,
            RandomGenerator random,
            ObjectProvider<ProjectDirectory> projects)
            throws IOException {
        String secret = TokenSecret.make(random);
        this.hash = TokenSecret.hash(secret);
        this.caller = new Caller(
                ids.next(TokenId.PREFIX),
                "loopback-owner",
                Set.of(Grant.everywhere(Role.OWNER)),
                null,
                new LateProjects(projects));
        Files.createDirectories(home.secrets());
        Path part = Files.createTempFile(
                home.secrets(),
                "loopback",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, secret + "\n");
        Files.move(
                part,
                home.secrets().resolve(second ? "loopback-owner-2" : "loopback-owner"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Caller> recognise(byte[] secretHash) {
        return MessageDigest.isEqual(hash, secretHash) ? Optional.of(caller) : Optional.empty();
    }
}
