package io.kanesh.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What holds in every tree. A tree says where its exceptions are, by the names of their classes. */
final class EveryTree {
    /** Where a process, or a benchmark, begins: there, and nowhere else, its clock and its randomness are chosen. */
    private static final String A_MAIN = ".*(Main|Bench)";

    private EveryTree() {}

    /**
     * A test or a simulation that gives the time can repeat what happened; a clock that is reached for cannot be given.
     *
     * @param exceptions names of the classes that choose a clock
     */
    static ArchRule timeIsGiven(String... exceptions) {
        return noClasses()
                .that()
                .haveNameNotMatching(oneOf(A_MAIN, exceptions))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
    }

    /**
     * The same for chance: a seed repeats it, and what must not be guessed gets its secure source in one place.
     *
     * @param exceptions names of the classes that choose a source
     */
    static ArchRule chanceIsGiven(String... exceptions) {
        return noClasses()
                .that()
                .haveNameNotMatching(oneOf(A_MAIN, exceptions))
                .should()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.security.SecureRandom.class)
                .orShould()
                .callConstructor(java.util.Random.class);
    }

    /**
     * A pause is a condition that nobody wrote down. What changes in a place that tells nobody is looked at again and again, in
     * a class that says so.
     *
     * @param exceptions names of those classes
     */
    static ArchRule nobodySleeps(String... exceptions) {
        return noClasses()
                .that()
                .haveNameNotMatching(oneOf("none", exceptions))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .orShould()
                .callMethod(LockSupport.class, "parkNanos", long.class);
    }

    /** These words say that the author had no word for what the class is. */
    static ArchRule namesSayWhatThingsAre() {
        return noClasses().should().haveNameMatching(".*(Manager|Service|Helper|Utils?|Impl|Common|Info)");
    }

    /** An optional field is a second null, and cannot be written to a file or sent. */
    static ArchRule noOptionalFields() {
        return noFields().should().haveRawType(Optional.class);
    }

    /**
     * Nothing is null unless its type says so, in every package: one that forgets to say it is not checked at all.
     *
     * @return packages without a package-info that is {@code @NullMarked}
     */
    static List<String> packagesNotNullMarked(JavaClasses classes) {
        return classes.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackage)
                .distinct()
                .filter(one -> one.tryGetPackageInfo()
                        .map(described -> !described.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .orElse(true))
                .map(one -> one.getName())
                .sorted()
                .toList();
    }

    private static String oneOf(String first, String... others) {
        return others.length == 0 ? first : first + "|" + String.join("|", others);
    }
}
