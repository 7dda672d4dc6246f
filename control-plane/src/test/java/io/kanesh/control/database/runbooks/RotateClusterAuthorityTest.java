package io.kanesh.control.database.runbooks;

import io.kanesh.control.certificates.Succession;
import io.kanesh.control.database.RotateAuthorityInput;
import io.kanesh.control.database.runbooks.RotateClusterAuthority.NodeTrust;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.testing.RunbookContract;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class RotateClusterAuthorityTest {

    @TestFactory
    Stream<DynamicTest> contract() {
        return RunbookContract.of(World::new);
    }

    /** Two nodes, one of which takes three seconds to catch up. */
    private static final class World implements RunbookContract.World<RotateAuthorityInput>, Succession {
        private static final ClusterId CLUSTER = new ClusterId("cl_01h00000000000000000000001");

        private final VirtualEngine engine;
        private Instant since = Instant.EPOCH;
        private String trusted = "old";
        private String issuer = "old";
        private int generation;
        private @Nullable Instant handedAt;

        World(VirtualEngine engine) {
            this.engine = engine;
        }

        @Override
        public Runbook<RotateAuthorityInput> runbook() {
            return new RotateClusterAuthority(this, this::nodes);
        }

        @Override
        public RotateAuthorityInput input() {
            return new RotateAuthorityInput(CLUSTER.value(), 60);
        }

        @Override
        public Subject subject() {
            return new Subject("authority", CLUSTER.value());
        }

        /** Without the generation: going there and back makes it higher, and nobody is the worse for it. */
        @Override
        public Object snapshot() {
            return List.of(trusted, issuer);
        }

        private List<NodeTrust> nodes(ClusterId cluster) {
            boolean applied = !engine.clock().instant().isBefore(since.plusSeconds(3));
            return List.of(
                    new NodeTrust(new NodeId("nd_01h00000000000000000000000"), generation, true),
                    new NodeTrust(new NodeId("nd_01h00000000000000000000001"), generation, applied));
        }

        private void step(String nowTrusted, String nowIssuing) {
            if (!trusted.equals(nowTrusted) || !issuer.equals(nowIssuing)) {
                trusted = nowTrusted;
                issuer = nowIssuing;
                generation++;
                since = engine.clock().instant();
            }
        }

        @Override
        public int generation(ClusterId cluster) {
            return generation;
        }

        @Override
        public void prepare(ClusterId cluster) {
            if (trusted.equals("old")) {
                step("both", "old");
            }
        }

        @Override
        public void abandon(ClusterId cluster) {
            if (issuer.equals("old")) {
                step("old", "old");
            }
        }

        @Override
        public void hand(ClusterId cluster) {
            if (trusted.equals("both") && issuer.equals("old")) {
                handedAt = engine.clock().instant();
                step("both", "new");
            }
        }

        @Override
        public Optional<Instant> handedAt(ClusterId cluster) {
            return Optional.ofNullable(handedAt);
        }

        @Override
        public void settle(ClusterId cluster) {
            if (issuer.equals("new")) {
                step("new", "new");
            }
        }
    }
}
