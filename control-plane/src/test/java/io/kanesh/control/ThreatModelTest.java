package io.kanesh.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the threat model says that a test shows, a test is there to show. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", ".git", "dist");

    @Test
    void everyAttackNamesTestsThatExist() throws IOException {
        Set<String> tests = tests().keySet();
        var rows = new ArrayList<String>();
        String boundaries = Files.readString(ROOT.resolve("docs/guides/threat-model.md"))
                .split("\n## Boundaries\n", 2)[1]
                .split("\n## ", 2)[0];
        for (String row : boundaries.lines().toList()) {
            List<String> cells = List.of(row.split("\\|"));
            // | attack | what stops it | shown by |
            if (row.startsWith("| ") && cells.size() == 4 && !cells.get(3).contains("Shown by")) {
                rows.add(row);
                List<String> named = NAME.matcher(cells.get(3))
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !name.startsWith("docs/"))
                        .toList();
                assertThat(named)
                        .as(row)
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(tests).contains(name));
            }
        }
        assertThat(rows).hasSizeGreaterThan(30);
    }

    @Test
    void everySingleAttackIsTriedByAMethodThatExists() throws IOException {
        Map<String, Path> tests = tests();
        String attacks = Files.readString(ROOT.resolve("docs/guides/threat-model.md"))
                .split("\n## Attacks, one by one\n", 2)[1]
                .split("\n## ", 2)[0];
        List<String[]> named = NAME.matcher(attacks)
                .results()
                .map(found -> found.group(1).split("#"))
                .filter(parts -> parts.length == 2)
                .toList();
        assertThat(named).hasSizeGreaterThan(30);
        for (String[] test : named) {
            assertThat(tests).containsKey(test[0]);
            assertThat(Files.readString(tests.get(test[0])))
                    .as(test[0])
                    .containsPattern("@(Parameterized)?Test\\b[^;{}]*(\\{[^{}]*}[^;{}]*)?void " + test[1] + "\\(");
        }
    }

    /** Classes and scripts of tests by their names, in every module. */
    private static Map<String, Path> tests() throws IOException {
        var found = new TreeMap<String, Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return LEFT_OUT.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.matches("\\w+(Test|IT)\\.java")) {
                    found.put(name.replace(".java", ""), file);
                } else if (name.matches("test_\\w+\\.py")) {
                    found.put(name, file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
