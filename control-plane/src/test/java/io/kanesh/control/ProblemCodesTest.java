package io.kanesh.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.shared.Problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every problem code with its status, from the sources: clients are written against codes, so a new one is seen in review and
 * an old one is not changed by accident. That only works when codes are literals.
 */
class ProblemCodesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern MADE = Pattern.compile("(?:new Problem|Problem\\.of|Problem\\.invalid)\\(");
    private static final Pattern CODE = Pattern.compile("\"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\"");
    private static final Pattern KIND = Pattern.compile("Kind\\.([A-Z_]+)");
    private static final Pattern NOT_FOUND = Pattern.compile("Answers\\s*\\.notFound\\(\\s*\"([a-z]+)\"");
    private static final Pattern OR_NOT_FOUND = Pattern.compile("Answers\\s*\\.orNotFound\\(");
    private static final Pattern TYPE = Pattern.compile("\"([a-z]+)\"");
    /** These make problems from what they are given; the codes are where they are called. */
    private static final List<String> PASSING_ON = List.of("shared/Problem.java", "web/Answers.java");

    @Test
    void everyCodeIsKnown() throws IOException {
        Map<String, Set<Integer>> codes = new TreeMap<>();
        var unclear = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                read(file, codes, unclear);
            }
        }
        assertThat(unclear)
                .as("write the code as a literal, and the kind beside it")
                .isEmpty();
        String list = codes.entrySet().stream()
                .map(code -> code.getKey() + code.getValue() + "\n")
                .collect(Collectors.joining());
        Golden.assertFresh(Path.of("src/test/resources/golden/problem-codes.txt"), list);
    }

    private static void read(Path file, Map<String, Set<Integer>> codes, List<String> unclear) throws IOException {
        if (PASSING_ON.stream().anyMatch(file::endsWith)) {
            return;
        }
        String source = Files.readString(file);
        Matcher notFound = NOT_FOUND.matcher(source);
        while (notFound.find()) {
            add(codes, notFound.group(1) + "-not-found", Kind.NOT_FOUND);
        }
        Matcher orNotFound = OR_NOT_FOUND.matcher(source);
        while (orNotFound.find()) {
            Matcher type = TYPE.matcher(arguments(source, orNotFound.end()));
            if (type.find()) {
                add(codes, type.group(1) + "-not-found", Kind.NOT_FOUND);
            } else {
                unclear.add(SOURCES.relativize(file) + ": " + orNotFound.group());
            }
        }
        Matcher made = MADE.matcher(source);
        while (made.find()) {
            String arguments = arguments(source, made.end());
            Matcher code = CODE.matcher(arguments);
            Matcher kind = KIND.matcher(arguments);
            boolean invalid = made.group().startsWith("Problem.invalid");
            boolean literal = code.find();
            String status = invalid ? Kind.INVALID.name() : kind.find() ? kind.group(1) : "";
            if (literal && !status.isEmpty()) {
                add(codes, code.group(1), Kind.valueOf(status));
            } else if (!passedOn(source, status, codes)) {
                unclear.add(SOURCES.relativize(file) + ": " + made.group() + arguments.strip());
            }
        }
    }

    /** A file's own way of making problems: every literal in it that has the form of a code is one. */
    private static boolean passedOn(String source, String status, Map<String, Set<Integer>> codes) {
        Matcher code = CODE.matcher(source);
        boolean found = false;
        while (code.find()) {
            Matcher kind = KIND.matcher(source.substring(code.end(), Math.min(source.length(), code.end() + 60)));
            String here = !status.isEmpty() ? status : kind.find() ? kind.group(1) : "";
            if (!here.isEmpty() && !codes.containsKey(code.group(1))) {
                add(codes, code.group(1), Kind.valueOf(here));
            }
            found |= !here.isEmpty();
        }
        return found;
    }

    private static void add(Map<String, Set<Integer>> codes, String code, Kind kind) {
        codes.computeIfAbsent(code, unused -> new TreeSet<>()).add(kind.status());
    }

    /** Up to the closing parenthesis; parentheses in texts are rare and balanced. */
    private static String arguments(String source, int from) {
        int depth = 1;
        int end = from;
        while (depth > 0 && end < source.length()) {
            char c = source.charAt(end++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return source.substring(from, end);
    }
}
