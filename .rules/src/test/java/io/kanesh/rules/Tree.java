package io.kanesh.rules;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One folder of Maven modules. */
final class Tree {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Tree() {}

    /**
     * The classes of every module of a tree, without its tests.
     *
     * @throws IllegalStateException when a module has sources and no classes: a rule that reads nothing holds nothing
     */
    static JavaClasses classes(String name) {
        // The rules ask who depends on whom; what those others look like inside is not asked.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().importPaths(modulesOf(name));
    }

    private static List<Path> modulesOf(String name) {
        try (var folders = Files.list(ROOT.resolve(name))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .map(Tree::classesOf)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path classesOf(Path module) {
        Path classes = module.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(module
                    + " is not built; name it among the dependencies of .rules/pom.xml, so that it is built first");
        }
        return classes;
    }
}
