package io.kanesh.control.certificates.control;

import io.kanesh.control.certificates.Succession;
import io.kanesh.control.certificates.control.AuthorityStore.Former;
import io.kanesh.control.certificates.control.AuthorityStore.SealedAuthority;
import io.kanesh.control.certificates.control.AuthorityStore.Successor;
import io.kanesh.control.secrets.InstallationSecrets;
import io.kanesh.control.shared.Id.ClusterId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Successions of authorities whose keys lie sealed in our own database. */
@Component
class LocalSuccession implements Succession {
    private final AuthorityStore store;
    private final AuthorityKeys keys;
    private final CertificateForge forge;
    private final InstantSource clock;

    LocalSuccession(AuthorityStore store, InstallationSecrets secrets, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.keys = new AuthorityKeys(secrets);
        this.forge = new CertificateForge(random);
        this.clock = clock;
    }

    @Override
    public int generation(ClusterId cluster) {
        return find(cluster).map(SealedAuthority::generation).orElse(0);
    }

    @Override
    public void prepare(ClusterId cluster) {
        store.change(
                LocalCertificates.idOf(cluster),
                now -> now.successor() != null || now.former() != null
                        ? now
                        : step(now, successorOf(now, cluster), null));
    }

    private Successor successorOf(SealedAuthority authority, ClusterId cluster) {
        var key = forge.newKey();
        // Another name than the one before: programs that look authorities up by name must not mix them up.
        String name = "Kanesh cluster " + cluster.value() + " " + (authority.generation() + 1);
        var certificate = forge.authority(key, name, clock.instant(), LocalCertificates.AUTHORITY_VALIDITY);
        return new Successor(CertificateForge.pem(certificate), keys.seal(key.getPrivate(), authority.id()));
    }

    @Override
    public void abandon(ClusterId cluster) {
        store.change(
                LocalCertificates.idOf(cluster), now -> now.successor() == null ? now : step(now, null, now.former()));
    }

    @Override
    public void hand(ClusterId cluster) {
        store.change(LocalCertificates.idOf(cluster), now -> {
            Successor next = now.successor();
            if (next == null) {
                return now;
            }
            X509Certificate bridge = forge.bridge(
                    CertificateForge.certificate(next.certificatePem()),
                    CertificateForge.certificate(now.certificatePem()),
                    keys.open(now.sealedKey(), now.id()),
                    clock.instant());
            var former = new Former(now.certificatePem(), CertificateForge.pem(bridge), clock.instant());
            return new SealedAuthority(
                    now.id(),
                    next.certificatePem(),
                    next.sealedKey(),
                    now.createdAt(),
                    now.generation() + 1,
                    null,
                    former);
        });
    }

    @Override
    public Optional<Instant> handedAt(ClusterId cluster) {
        return find(cluster).map(SealedAuthority::former).map(Former::until);
    }

    @Override
    public void settle(ClusterId cluster) {
        store.change(
                LocalCertificates.idOf(cluster), now -> now.former() == null ? now : step(now, now.successor(), null));
    }

    private Optional<SealedAuthority> find(ClusterId cluster) {
        return store.find(LocalCertificates.idOf(cluster));
    }

    private static SealedAuthority step(
            SealedAuthority now,
            @org.jspecify.annotations.Nullable Successor successor,
            @org.jspecify.annotations.Nullable Former former) {
        return new SealedAuthority(
                now.id(),
                now.certificatePem(),
                now.sealedKey(),
                now.createdAt(),
                now.generation() + 1,
                successor,
                former);
    }
}
