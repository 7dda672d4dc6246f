package io.kanesh.control;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.kanesh.control.web.Answers;
import java.util.Set;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house that the compiler cannot hold. Each says why; a rule without a reason is deleted. */
@AnalyzeClasses(packages = "io.kanesh.control", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final Set<String> FEATURES = Set.of(
            "access",
            "project",
            "catalog",
            "cluster",
            "database",
            "node",
            "placement",
            "certificates",
            "keys",
            "cloud",
            "activity",
            "runbook",
            "search");

    /** A database library outside the store makes every other room depend on tables. */
    @ArchTest
    static final ArchRule PERSISTENCE_LIVES_IN_STORES = noClasses()
            .that()
            .resideOutsideOfPackages("..store..", "io.kanesh.control")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.springframework.data..", "org.hibernate..");

    /** A row is the shape of a table: whoever sees it depends on the table. */
    @ArchTest
    static final ArchRule ROWS_STAY_IN_THEIR_STORE = classes()
            .that()
            .haveSimpleNameEndingWith("Row")
            .should()
            .resideInAPackage("..store..")
            .andShould()
            .notBePublic();

    /** A controller is called by the web and by nobody else. */
    @ArchTest
    static final ArchRule CONTROLLERS_ARE_PRIVATE_TO_REST = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .resideInAPackage("..rest..")
            .andShould()
            .notBePublic();

    /** A feature's top package is what others see: values and one interface, so that it can be read alone. */
    @ArchTest
    static final ArchRule TOP_PACKAGES_KNOW_NO_FRAMEWORK = noClasses()
            .that(residesDirectlyInAFeature())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "jakarta..", "tools.jackson..", "com.fasterxml..", "org.hibernate..");

    /** Planning is pure, so that every decision can be tested with values alone and simulated. */
    @ArchTest
    static final ArchRule PLANNING_IS_PURE = noClasses()
            .that(resideInAnyPackage("..planning..", "io.kanesh.control.placement.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.net..", "java.nio.file..", "java.sql..");

    /** A vendor's client in one place only: its faults are classified there, once. */
    @ArchTest
    static final ArchRule VENDORS_STAY_IN_THEIR_PROVIDER = noClasses()
            .that()
            .resideOutsideOfPackages("io.kanesh.control.cloud.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.google.cloud..");

    /** Time and chance are given, so that a simulation can repeat itself. */
    @ArchTest
    static final ArchRule NO_WALL_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages("io.kanesh.control.shared..", "io.kanesh.control")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random");

    /** A sleep is a condition that nobody wrote down. */
    @ArchTest
    static final ArchRule NO_SLEEP = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    /** These words say that the author had no word for what the class is. */
    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Common|Info)");

    /** Injection through the constructor alone: what a class needs can be read in one place, and tests need no container. */
    @ArchTest
    static final ArchRule NO_FIELD_INJECTION =
            com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    /** An optional argument or field is a second null. (Answers turns what a facade found into a 404: its very purpose.) */
    @ArchTest
    static final ArchRule NO_OPTIONAL_PARAMETERS = noMethods()
            .that()
            .arePublic()
            .and()
            .areNotDeclaredIn(Answers.class)
            .should()
            .haveRawParameterTypes(DescribedPredicate.describe(
                    "an Optional among them",
                    types -> types.stream().anyMatch(type -> type.isEquivalentTo(java.util.Optional.class))));

    /** The runbook engine and the clouds serve every feature, so they may know none. */
    @ArchTest
    static final ArchRule ENGINE_ROOMS_KNOW_NO_FEATURE = classes()
            .that(resideInAnyPackage("io.kanesh.control.runbook..", "io.kanesh.control.cloud.."))
            .should(ArchConditions.onlyDependOnClassesThat(
                    DescribedPredicate.not(resideInAnyPackage("io.kanesh.control.cluster..", "io.kanesh.control.node..")
                            .or(resideInAPackage("io.kanesh.control.project..")))));

    private static DescribedPredicate<JavaClass> residesDirectlyInAFeature() {
        return DescribedPredicate.describe(
                "reside directly in a feature's top package",
                type -> FEATURES.stream()
                                .anyMatch(feature -> type.getPackageName().equals("io.kanesh.control." + feature))
                        && !type.getSimpleName().equals("package-info")
                        && !type.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
