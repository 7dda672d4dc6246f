package io.kanesh.agent.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kanesh.agent.Json;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.engine.EngineSocket;
import io.kanesh.agent.engine.EngineView;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.envelope.keyring.DataKeyEntry;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.NodeKeyEntry;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the keyring to what is desired, one step a check, while the KMS's answer is fresh: another master key, a new node key,
 * new data keys. Each step leaves a keyring that opens; what dies in between is done again. While an engine holds the keyring it is
 * the only writer, and is asked to write.
 */
final class KeyChanges {
    private static final System.Logger LOG = System.getLogger(KeyChanges.class.getName());
    private static final Duration CALL = Duration.ofSeconds(30);
    /** A node key is renewed at this age, asked or not. */
    private static final Duration NODE_KEY_LIFE = Duration.ofDays(30);

    private final NodeKeyring keyring;
    private final KeyMemory memory;
    private final InstantSource clock;

    KeyChanges(NodeKeyring keyring, KeyMemory memory, InstantSource clock) {
        this.keyring = keyring;
        this.memory = memory;
        this.clock = clock;
    }

    /** @throws io.kanesh.kms.KmsFault when the KMS refuses its part */
    void converge(
            NodeKeyring.Unlocked unlocked, Encryption encryption, EngineView engine, @Nullable EngineSocket socket)
            throws IOException {
        var writer = writer(unlocked, encryption, engine, socket);
        if (writer == null) {
            return;
        }
        try (writer) {
            var entry = unlocked.keyring().active();
            if (!NodeKeyring.wrappedBy(entry, encryption.key())) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "the node key gets {0} as a recipient",
                        encryption.key().keyUri());
                writer.recipients(keyring.withDesiredRecipient(unlocked, encryption));
            } else if (entry.recipients().size() > 1) {
                LOG.log(System.Logger.Level.INFO, "former recipients of the node key are dropped");
                writer.recipients(only(entry, encryption));
            } else if (renewalIsDue(entry, encryption)) {
                renew(writer, encryption, Set.of());
                memory.put(memory.get().renewed(encryption.nodeKeyGeneration()));
            } else {
                reencrypt(writer, unlocked, encryption);
            }
        }
    }

    private static NodeKeyEntry only(NodeKeyEntry entry, Encryption encryption) {
        var left = entry;
        for (var recipient : entry.recipients()) {
            if (!recipient.key().uri().equals(encryption.key().keyUri())) {
                left = NodeKeys.dropRecipient(
                        left, KeyReference.parse(recipient.key().uri()));
            }
        }
        return left;
    }

    private boolean renewalIsDue(NodeKeyEntry entry, Encryption encryption) {
        var age = Duration.ofMillis(clock.millis() - entry.createdMillis());
        return encryption.nodeKeyGeneration() > memory.get().nodeKeyGeneration() || age.compareTo(NODE_KEY_LIFE) > 0;
    }

    private void renew(Writer writer, Encryption encryption, Set<UUID> leftBehind) throws IOException {
        LOG.log(System.Logger.Level.INFO, "the node key is renewed; {0} data keys are destroyed", leftBehind.size());
        var made = keyring.make(encryption);
        try (var secret = made.secret()) {
            writer.rotate(new NodeKeys.Made(secret, made.entry()), leftBehind);
        }
    }

    /** Retires, waits until nothing lies under the retired keys, destroys them. */
    private void reencrypt(Writer writer, NodeKeyring.Unlocked unlocked, Encryption encryption) throws IOException {
        var wanted = encryption.dataKeyGeneration();
        var done = memory.get();
        if (wanted <= done.dataKeyGeneration()) {
            return;
        }
        if (wanted > done.retiredGeneration()) {
            if (writer.retire(true)) {
                memory.put(done.retired(wanted));
            }
            return;
        }
        var retired = new HashSet<UUID>();
        for (var entry : unlocked.keyring().dataKeys()) {
            if (entry.state() == DataKeyEntry.State.RETIRING) {
                retired.add(entry.id());
            }
        }
        var left = LeftBehind.under(retired, keyring.engineHome().resolve("files"));
        if (left.files() > 0) {
            LOG.log(System.Logger.Level.INFO, "{0}", left);
            if (left.rewritable() > 0) {
                writer.retire(false);
            }
            return;
        }
        if (!retired.isEmpty()) {
            renew(writer, encryption, retired);
        }
        memory.put(memory.get().destroyed(wanted));
    }

    /** Who writes the keyring now; null while an engine is on its way up and may read it at any moment. */
    private @Nullable Writer writer(
            NodeKeyring.Unlocked unlocked, Encryption encryption, EngineView engine, @Nullable EngineSocket socket) {
        var status = engine.status();
        if (socket == null && engine.life().engine() == null) {
            return new OwnWriter(keyring.writer(unlocked, encryption));
        }
        return socket != null && status != null && status.holdsKey() ? new EngineWriter(socket, encryption) : null;
    }

    /** Writes the keyring. */
    private interface Writer extends AutoCloseable {
        void recipients(NodeKeyEntry entry) throws IOException;

        void rotate(NodeKeys.Made made, Set<UUID> destroy) throws IOException;

        /**
         * @param renew whether the present keys retire; else files under retired keys are only rewritten further
         * @return false when that must wait for an engine
         */
        boolean retire(boolean renew) throws IOException;

        @Override
        void close();
    }

    /** No engine runs. */
    private record OwnWriter(DataKeys keys) implements Writer {
        @Override
        public void recipients(NodeKeyEntry entry) throws IOException {
            keys.replaceActiveEntry(entry);
        }

        @Override
        public void rotate(NodeKeys.Made made, Set<UUID> destroy) throws IOException {
            var copy = new NodeKeys.Made(made.secret().copyFor("agent"), made.entry());
            keys.destroy(destroy, copy);
        }

        @Override
        public boolean retire(boolean renew) {
            return false;
        }

        @Override
        public void close() {
            keys.seal();
        }
    }

    /** The engine holds the keyring. */
    private record EngineWriter(EngineSocket socket, Encryption encryption) implements Writer {
        @Override
        public void recipients(NodeKeyEntry entry) throws IOException {
            var arguments = Json.MAPPER.createObjectNode();
            arguments.set("entry", json(entry));
            socket.call("recipients", arguments, CALL);
        }

        @Override
        public void rotate(NodeKeys.Made made, Set<UUID> destroy) throws IOException {
            var arguments = Json.MAPPER.createObjectNode();
            arguments.set("entry", json(made.entry()));
            made.secret().use(live -> arguments.put("nodeKey", live.clone()));
            var dead = arguments.putArray("destroy");
            destroy.forEach(id -> dead.add(id.toString()));
            socket.call("rotate", arguments, CALL);
        }

        @Override
        public boolean retire(boolean renew) throws IOException {
            var arguments = Json.MAPPER.createObjectNode();
            arguments.put("renew", renew);
            arguments.put("suite", Terms.suite(encryption.algorithm()).name());
            try {
                socket.call("retire", arguments, CALL);
                return true;
            } catch (EngineSocket.Refused notServing) {
                LOG.log(System.Logger.Level.INFO, "{0}", notServing.getMessage());
                return false;
            }
        }

        @Override
        public void close() {
            // Nothing of ours is open.
        }

        private static ObjectNode json(NodeKeyEntry entry) {
            var json = Json.MAPPER.createObjectNode();
            json.put("id", entry.id().toString());
            json.put("createdMillis", entry.createdMillis());
            var recipients = json.putArray("recipients");
            for (var recipient : entry.recipients()) {
                recipients
                        .addObject()
                        .put("keyUri", recipient.key().uri())
                        .put("keyVersion", recipient.keyVersion())
                        .put("blob", recipient.blob());
            }
            return json;
        }
    }
}
