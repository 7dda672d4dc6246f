package io.kanesh.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** The rules of {@code kms-integration}. */
class KmsIntegrationHouseRulesTest {
    private static final JavaClasses CLASSES = Tree.classes("kms-integration");

    /** The tool that opens a node's files is a program of its own, with the computer's clock. */
    @Test
    void timeIsGiven() {
        EveryTree.timeIsGiven("io.kanesh.kms.open.*").check(CLASSES);
    }

    /** A provider is made by name, without arguments, and simulators are random as the services that they stand for. */
    @Test
    void chanceIsGiven() {
        EveryTree.chanceIsGiven(
                        "io.kanesh.kms.gcp.GoogleKmsProvider", "io.kanesh.kms.testkit.*", "io.kanesh.kms.open.*")
                .check(CLASSES);
    }

    @Test
    void nobodySleeps() {
        EveryTree.nobodySleeps().check(CLASSES);
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

    /** Whoever calls a key service calls it through these: a library here would be everybody's. */
    @Test
    void theInterfaceNeedsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("io.kanesh.kms")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "javax.security..", "org.jspecify..", "io.kanesh.kms")
                .check(CLASSES);
    }

    /** A vendor's client in one place: its faults are classified there, once, and a node without that cloud does not load it. */
    @Test
    void amazonStaysInItsModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kanesh.kms.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    /** The same; the simulator speaks the wire format of the service and so uses its generated messages. */
    @Test
    void googleStaysInItsModule() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.kanesh.kms.gcp..", "io.kanesh.kms.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.cloud..", "com.google.api..", "io.grpc..")
                .check(CLASSES);
    }

    /** Envelopes, leases and keyrings are the same for every key service. */
    @Test
    void theEnvelopeKnowsNoProvider() {
        noClasses()
                .that()
                .resideInAPackage("io.kanesh.kms.envelope..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kanesh.kms.aws..", "io.kanesh.kms.gcp..", "io.kanesh.kms.local..")
                .check(CLASSES);
    }

    /** Key services are for nodes and for the control plane alike, so they know neither. */
    @Test
    void noTreeAboveIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kanesh.control..",
                        "io.kanesh.engine..",
                        "io.kanesh.agent..",
                        "io.kanesh.files..",
                        "org.apache.cassandra..",
                        "org.springframework..")
                .check(CLASSES);
    }
}
