package io.kanesh.control.certificates.control;

import io.kanesh.control.certificates.Authority;
import io.kanesh.control.certificates.CertificateOrder;
import io.kanesh.control.certificates.Certificates;
import io.kanesh.control.certificates.IssuedCertificate;
import io.kanesh.control.certificates.ServerIdentity;
import io.kanesh.control.certificates.control.AuthorityStore.SealedAuthority;
import io.kanesh.control.secrets.InstallationSecrets;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ClusterId;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.springframework.stereotype.Component;

/** Authorities whose keys lie sealed in our own database. */
@Component
class LocalCertificates implements Certificates {
    private static final String AGENTS = "agents";
    static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);

    private final AuthorityStore store;
    private final AuthorityKeys keys;
    private final CertificateForge forge;
    private final InstantSource clock;

    LocalCertificates(AuthorityStore store, InstallationSecrets secrets, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.keys = new AuthorityKeys(secrets);
        this.forge = new CertificateForge(random);
        this.clock = clock;
        // A wrong master key is said at the start, and not when the first agent comes.
        privateKey(agentAuthority());
    }

    @Override
    public final Authority agentAuthority() {
        return authority(AGENTS, "Kanesh agents");
    }

    @Override
    public Authority clusterAuthority(ClusterId cluster) {
        return authority(idOf(cluster), "Kanesh cluster " + cluster.value());
    }

    @Override
    public void forget(ClusterId cluster) {
        store.delete(idOf(cluster));
    }

    static String idOf(ClusterId cluster) {
        return "cluster:" + cluster.value();
    }

    private Authority authority(String id, String commonName) {
        if (store.find(id).isEmpty()) {
            var key = forge.newKey();
            var certificate = forge.authority(key, commonName, clock.instant(), AUTHORITY_VALIDITY);
            store.insertUnlessThere(SealedAuthority.first(
                    id, CertificateForge.pem(certificate), keys.seal(key.getPrivate(), id), clock.instant()));
        }
        return new Authority(id, stored(id).certificatePem());
    }

    private SealedAuthority stored(String id) {
        return store.find(id).orElseThrow(() -> new IllegalStateException("there is no authority " + id));
    }

    private PrivateKey privateKey(Authority authority) {
        return keys.open(stored(authority.id()).sealedKey(), authority.id());
    }

    @Override
    public Answer<IssuedCertificate> issue(Authority authority, CertificateOrder order) {
        return SigningRequest.parse(order.csrPem()).map(request -> {
            var names = new CertificateForge.Names(order.commonName(), order.uris(), List.of(), order.addresses());
            // Read once: in the middle of a succession, signature and trust must be of the same step.
            SealedAuthority signer = stored(authority.id());
            X509Certificate leaf = sign(signer, request.publicKey(), names, order.validity());
            var former = signer.former();
            return new IssuedCertificate(
                    CertificateForge.pem(leaf) + (former == null ? "" : former.bridgePem()),
                    signer.trustedPem(),
                    request.publicKeyHash(),
                    leaf.getNotAfter().toInstant(),
                    signer.generation());
        });
    }

    @Override
    public Answer<String> publicKeyHash(String csrPem) {
        return SigningRequest.parse(csrPem).map(SigningRequest::publicKeyHash);
    }

    @Override
    public ServerIdentity serve(Authority authority, List<String> dnsNames, List<String> addresses, Duration validity) {
        var key = forge.newKey();
        var publicKey = SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
        var names = new CertificateForge.Names("Kanesh agent endpoint", List.of(), dnsNames, addresses);
        return new ServerIdentity(
                key.getPrivate(),
                sign(stored(authority.id()), publicKey, names, validity),
                CertificateForge.certificate(authority.certificatePem()));
    }

    @Override
    public byte[] sign(Authority authority, byte[] document) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey(authority));
            signature.update(document);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of authority " + authority.id() + " cannot sign", e);
        }
    }

    private X509Certificate sign(
            SealedAuthority signer, SubjectPublicKeyInfo key, CertificateForge.Names names, Duration validity) {
        return forge.leaf(
                key,
                names,
                CertificateForge.certificate(signer.certificatePem()),
                keys.open(signer.sealedKey(), signer.id()),
                clock.instant(),
                validity);
    }

    @Override
    public String trustedPem(Authority authority) {
        return stored(authority.id()).trustedPem();
    }
}
