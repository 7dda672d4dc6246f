package io.kanesh.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** The rules of {@code data-node}. */
class DataNodeHouseRulesTest {
    private static final JavaClasses CLASSES = Tree.classes("data-node");

    /** Cassandra makes its plug-ins by name and hands them nothing; keys are opened before any of it is there. */
    @Test
    void timeIsGiven() {
        EveryTree.timeIsGiven("io.kanesh.engine.users.*", "io.kanesh.engine.keys.(EncryptedStorage|Loans|Sealing).*")
                .check(CLASSES);
    }

    /**
     * The programs that drive an installation from outside choose a token and the seed of their load themselves. What makes
     * keys takes the secure source and no other, so that nobody can hand it a weak one.
     */
    @Test
    void chanceIsGiven() {
        EveryTree.chanceIsGiven(
                        "io.kanesh.it.installation.Installation",
                        "io.kanesh.it.bench.(MixedLoad|BenchKeys)",
                        "io.kanesh.agent.keys.NodeKeyring",
                        "io.kanesh.engine.keys.(EncryptedStorage|TrainingKeys)")
                .check(CLASSES);
    }

    /** Cassandra's ring, its repairs and its clients, and another process, tell nobody when they change; a load keeps a pace. */
    @Test
    void nobodySleeps() {
        EveryTree.nobodySleeps(
                        "io.kanesh.engine.Joining",
                        "io.kanesh.engine.repair.RepairJob.*",
                        "io.kanesh.engine.clients.Farewell.*",
                        "io.kanesh.it.installation.(Await|MachineProcess)",
                        "io.kanesh.it.bench.OpenLoop")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        EveryTree.namesSayWhatThingsAre().check(CLASSES);
    }

    @Test
    void noOptionalFields() {
        EveryTree.noOptionalFields().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(EveryTree.packagesNotNullMarked(CLASSES)).isEmpty();
    }

    /** Cassandra's classes start threads and read configuration when they are merely touched: one module knows how to. */
    @Test
    void onlyTheEngineKnowsCassandra() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kanesh.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.cassandra..")
                .check(CLASSES);
    }

    /** The agent lives on 128 MB beside a database, and must go on when the engine does not. */
    @Test
    void theAgentIsSmall() {
        noClasses()
                .that()
                .resideInAPackage("io.kanesh.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kanesh.engine..", "org.springframework..", "com.datastax..", "io.netty..")
                .check(CLASSES);
    }

    /** Both ends of the protocol link these types; a library in them would be a version that both must agree on. */
    @Test
    void theProtocolNeedsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("io.kanesh.agent.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.kanesh.agent.api..")
                .check(CLASSES);
    }

    /** The files are written and read by the engine, by tests and by the tool that opens them without an engine. */
    @Test
    void encryptedFilesKnowNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("io.kanesh.files..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.cassandra..", "io.kanesh.engine..", "io.kanesh.agent..")
                .check(CLASSES);
    }

    /** A cloud's client is for the module that classifies its faults; the node asks through the interface. */
    @Test
    void noVendorOnANode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.google.cloud..")
                .check(CLASSES);
    }
}
