package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.keys.Dependent;
import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.keys.KeyUsers;
import io.kanesh.control.keys.RotateKeyInput;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class RotateKeyTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(engine -> new World());
    }

    private static final class World extends ThreeEncrypted implements RunbookContract.World<RotateKeyInput> {
        @Override
        public Runbook<RotateKeyInput> runbook() {
            return new RotateKey(keys, new Users(), nodes);
        }

        @Override
        public RotateKeyInput input() {
            return new RotateKeyInput(
                    io.kanesh.control.cluster.planning.Offers.OWN_KEY.value(), Samples.PROJECT.value(), 1, 9);
        }

        @Override
        public Object snapshot() {
            return List.of(nodes.facts(), keys.facts());
        }

        /** Every node uses the key. */
        private static final class Users implements KeyUsers {
            @Override
            public List<Dependent> dependents(KeyId key) {
                return List.of();
            }

            @Override
            public void lock(KeyId key, boolean locked) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void hint(KeyId key) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<NodeId> nodes(KeyId key) {
                return Stream.of(1, 2, 3).map(World::node).toList();
            }

            @Override
            public List<KeyUse.Trail> trails() {
                return List.of();
            }

            @Override
            public CompletableFuture<List<String>> trail(NodeId node, long from, int lines) {
                throw new UnsupportedOperationException();
            }
        }
    }
}
