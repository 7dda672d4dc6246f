package io.kanesh.agent.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kanesh.agent.Json;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.engine.EngineKeys;
import io.kanesh.agent.engine.EngineSocket;
import io.kanesh.agent.engine.EngineView;
import io.kanesh.agent.engine.Sight;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.envelope.audit.AuditTrail;
import io.kanesh.kms.envelope.keyring.KeyringException;
import io.kanesh.kms.envelope.lease.Cause;
import io.kanesh.kms.envelope.lease.Lease;
import io.kanesh.kms.envelope.lease.LeaseState;
import io.kanesh.kms.envelope.lease.Moment;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the node's lease on its master key. One thread turns it; the supervisor of the engine asks what it may do and hands keys
 * over through it. The lease itself decides, purely; this asks the KMS and carries out.
 */
public final class KeyKeeper implements EngineKeys {
    private static final System.Logger LOG = System.getLogger(KeyKeeper.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(10);

    private final Supplier<@Nullable DesiredConfiguration> desired;
    private final NodeKeyring keyring;
    private final KmsClients clients;
    private final AuditTrail trail;
    private final KeyMemory memory;
    private final KeyChanges changes;
    private final KeyUsage usage;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Runnable wakeEngine;

    private @Nullable Lease lease;
    private @Nullable Moment lockedSince;
    private @Nullable Moment sealingSince;
    private @Nullable Moment handOverFailed;
    private @Nullable String requestId;
    private volatile Sight.Key sight = new Sight.Key("to be told whose key decides", null);
    private volatile @Nullable KeyReport report;

    KeyKeeper(
            Supplier<@Nullable DesiredConfiguration> desired,
            NodeKeyring keyring,
            KmsClients clients,
            AuditTrail trail,
            KeyMemory memory,
            KeyChanges changes,
            KeyUsage usage,
            InstantSource clock,
            RandomGenerator random,
            Runnable wakeEngine) {
        this.desired = desired;
        this.keyring = keyring;
        this.clients = clients;
        this.trail = trail;
        this.memory = memory;
        this.changes = changes;
        this.usage = usage;
        this.clock = clock;
        this.random = random;
        this.wakeEngine = wakeEngine;
    }

    @Override
    public Sight.Key sight() {
        return sight;
    }

    /** The node's keys as they are now; null before anyone said whose key decides. */
    public @Nullable KeyReport report() {
        return report;
    }

    /** Somebody saw a denial, or the key is back: the next check comes now. */
    public synchronized void hint() {
        var held = lease;
        lease = held == null ? null : held.hint();
    }

    /**
     * One turn: looks at the time, asks the KMS when that is due, tells the engine.
     *
     * @param engine as its supervisor sees it
     * @param socket to it; null when there is none
     */
    public synchronized Duration turn(EngineView engine, @Nullable EngineSocket socket) {
        var encryption = encryption();
        if (encryption == null || (lease == null && mute(engine))) {
            return LOOK.dividedBy(4);
        }
        clients.keepOnly(encryption);
        var held = onTerms(encryption, engine);
        lease = held;
        if (encryption.locked()) {
            lock(engine);
        } else {
            unlock(encryption);
            follow(encryption, engine, socket);
        }
        publish(encryption);
        return pause(encryption);
    }

    private @Nullable Encryption encryption() {
        var configuration = desired.get();
        return configuration == null ? null : configuration.encryption();
    }

    private Lease onTerms(Encryption encryption, EngineView engine) {
        var terms = Terms.of(encryption);
        var held = lease;
        if (held == null) {
            return first(encryption, engine);
        }
        return held.terms().equals(terms) ? held.tick(now()) : held.on(terms, now());
    }

    /** An engine outlived its agent and has not told yet whether it holds a key. */
    private static boolean mute(EngineView engine) {
        return engine.life().engine() != null && engine.status() == null;
    }

    /** An engine that outlived its agent says itself how long its lease still goes. */
    private Lease first(Encryption encryption, EngineView engine) {
        var terms = Terms.of(encryption);
        var status = engine.status();
        var left = status == null ? null : status.leaseMillisLeft();
        if (left == null) {
            return Lease.starting(terms, now());
        }
        var gone = terms.grace().minusMillis(left);
        var elapsed = gone.isNegative() ? Duration.ZERO : gone;
        var good = new Moment(
                System.nanoTime() - elapsed.toNanos(), clock.instant().minus(elapsed));
        return Lease.resuming(terms, good, now());
    }

    private void lock(EngineView engine) {
        if (lockedSince == null) {
            lockedSince = now();
            LOG.log(System.Logger.Level.WARNING, "the key is locked from our side: the node seals");
        }
        noteSealed(engine, lockedSince);
    }

    private void unlock(Encryption encryption) {
        if (lockedSince != null) {
            lockedSince = null;
            sealingSince = null;
            lease = Lease.starting(Terms.of(encryption), now());
        }
    }

    private void follow(Encryption encryption, EngineView engine, @Nullable EngineSocket socket) {
        var held = lease();
        if (held.mustSeal()) {
            if (sealingSince == null) {
                sealingSince = held.since();
                LOG.log(System.Logger.Level.WARNING, "the node seals: {0}", why(held));
            }
            noteSealed(engine, sealingSince);
        }
        if (!lease().mustSeal() && lease().checkDue(now())) {
            check(encryption, engine, socket);
            tellLease(encryption, engine, socket);
        }
    }

    /** The engine is gone: nothing in this node holds a key any more. */
    private void noteSealed(EngineView engine, Moment since) {
        if (engine.life().engine() != null) {
            return;
        }
        var held = lease();
        if (held.state() != LeaseState.SEALED) {
            memory.put(memory.get()
                    .sealed(clock.instant().toString(), now().since(since).toMillis()));
            lease = held.sealed(now());
            sealingSince = null;
        }
    }

    private void check(Encryption encryption, EngineView engine, @Nullable EngineSocket socket) {
        var sent = now();
        var before = lease().state();
        try {
            if (!keyring.exists()) {
                keyring.create(encryption);
                memory.put(memory.get()
                        .renewed(encryption.nodeKeyGeneration())
                        .destroyed(encryption.dataKeyGeneration())
                        .retired(encryption.dataKeyGeneration()));
            }
            var reason = lease().holdsKey() ? "validate" : "start";
            try (var unlocked = keyring.unlock(encryption, reason, memory.get().keyringVersion())) {
                lease = lease().good(sent, now(), random);
                requestId = null;
                memory.put(memory.get().seen(unlocked.keyring().version()));
                changes.converge(unlocked, encryption, engine, socket);
            }
        } catch (KmsFault fault) {
            requestId = fault.requestId().isEmpty() ? null : fault.requestId();
            lease = lease().failed(Cause.of(fault), now(), random);
            LOG.log(System.Logger.Level.WARNING, "the KMS: {0}", fault.getMessage());
        } catch (KeyringException broken) {
            failed(FaultClass.TAMPER, broken.kind().name(), broken);
        } catch (IOException unreadable) {
            failed(FaultClass.OURS, "Disk", unreadable);
        }
        if (lease().state() != before) {
            LOG.log(System.Logger.Level.INFO, "the lease on the key: {0}", lease().state());
            wakeEngine.run();
        }
    }

    private void failed(FaultClass kind, String code, IOException why) {
        requestId = null;
        lease = lease().failed(new Cause(kind, code, String.valueOf(why.getMessage())), now(), random);
        LOG.log(System.Logger.Level.ERROR, "the keyring cannot be used", why);
    }

    /** Every outcome of a check moves the engine's own deadline; without an answer it keeps the one it has. */
    private void tellLease(Encryption encryption, EngineView engine, @Nullable EngineSocket socket) {
        var status = engine.status();
        var left = lease().remaining(now());
        if (socket == null
                || status == null
                || !status.holdsKey()
                || left.isEmpty()
                || left.get().isZero()) {
            return;
        }
        var arguments = Json.MAPPER.createObjectNode();
        arguments.put("leaseMillis", left.get().toMillis());
        arguments.put("suite", Terms.suite(encryption.algorithm()).name());
        try {
            socket.call("lease", arguments, CALL);
        } catch (IOException notHeard) {
            LOG.log(System.Logger.Level.WARNING, "the engine has not heard of its lease", notHeard);
        }
    }

    @Override
    public synchronized void handOver(EngineSettings settings, EngineSocket engine) throws IOException {
        var encryption = encryption();
        var held = lease;
        if (encryption == null || held == null || encryption.locked() || !held.holdsKey() || held.mustSeal()) {
            throw new NoKey(String.valueOf(sight.missing()));
        }
        var failed = handOverFailed;
        if (failed != null && now().since(failed).compareTo(held.terms().retryOutage()) < 0) {
            throw new NoKey(why(held));
        }
        var left = held.remaining(now()).orElse(Duration.ZERO);
        try (var unlocked = keyring.unlock(encryption, "hand-over", memory.get().keyringVersion())) {
            var arguments = handed(encryption, unlocked);
            arguments.put("leaseMillis", Math.max(1, left.toMillis()));
            engine.call("keys", arguments, CALL);
            handOverFailed = null;
        } catch (KmsFault fault) {
            handOverFailed = now();
            lease = held.failed(Cause.of(fault), now(), random);
            publish(encryption);
            throw new NoKey(String.valueOf(fault.getMessage()));
        }
    }

    private ObjectNode handed(Encryption encryption, NodeKeyring.Unlocked unlocked) {
        var node = keyring.identity(encryption);
        var arguments = Json.MAPPER.createObjectNode();
        arguments.put("projectId", node.projectId());
        arguments.put("clusterId", node.clusterId());
        arguments.put("dataCenter", node.dataCenter());
        arguments.put("nodeId", node.nodeId());
        arguments.put("nodeKeyId", unlocked.keyring().activeNodeKey().toString());
        unlocked.secret().use(live -> arguments.put("nodeKey", live.clone()));
        arguments.put("suite", Terms.suite(encryption.algorithm()).name());
        arguments.put("minimumKeyringVersion", memory.get().keyringVersion());
        return arguments;
    }

    private void publish(Encryption encryption) {
        var held = lease();
        sight = sight(encryption, held);
        report = new KeyPicture(keyring, usage, clients, trail, memory.get())
                .draw(encryption, held, lockedSince, requestId, now());
    }

    private static Sight.Key sight(Encryption encryption, Lease held) {
        if (encryption.locked()) {
            return new Sight.Key("its key: it is locked from our side", "its key is locked from our side");
        }
        if (held.mustSeal()) {
            return new Sight.Key("its key: " + why(held), why(held));
        }
        return held.holdsKey() ? Sight.Key.HELD : new Sight.Key("its key: " + why(held), null);
    }

    private static String why(Lease held) {
        return held.cause().map(Cause::words).orElse("the KMS has not been asked yet");
    }

    private Duration pause(Encryption encryption) {
        var until = encryption.locked() ? LOOK : lease().untilCheck(now());
        var shorter = until.compareTo(LOOK) < 0 ? until : LOOK;
        return lease().mustSeal() || encryption.locked() ? Duration.ofMillis(100) : shorter;
    }

    private Lease lease() {
        return Objects.requireNonNull(lease, "a lease");
    }

    private Moment now() {
        return new Moment(System.nanoTime(), clock.instant());
    }
}
