package io.regimen.deploy.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the code of all modules, and every rule has been seen to fail. */
class ArchitectureTest {
    private static final String ROOT = "io.regimen";
    private static final String OFFENDING = ROOT + ".deploy.architecture.offending";

    /** A rule that sees no code is kept by everybody. The number of classes may only fall with code that was removed. */
    private static final int FEWEST_CLASSES = 400;

    private static final JavaClasses MAIN = written(new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT));
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(OFFENDING);

    private static final Pattern CLASS = Pattern.compile(Pattern.quote(OFFENDING) + "[a-z.]*\\.([A-Z]\\w*)");

    @Test
    void classes_ofAllModulesWereSeen() {
        SortedMap<String, Long> byModule = MAIN.stream()
                .collect(Collectors.groupingBy(c -> Rules.module(ROOT, c), TreeMap::new, Collectors.counting()));
        assertEquals(
                Set.of("workflows", "db", "activities", "workercpu", "workergpu", "api", "deploy"), byModule.keySet());
        assertTrue(MAIN.size() >= FEWEST_CLASSES, () -> "saw only " + byModule);
        assertTrue(MAIN.stream().noneMatch(c -> c.getName().endsWith("Test")), "main code only");
    }

    static Stream<String> rules() {
        return Rules.under(ROOT).keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void mainCode_keepsTheRule(String name) {
        rule(ROOT, name).check(MAIN);
    }

    /** Which of the offending classes each rule reports; all others it leaves alone. */
    private static final SortedMap<String, Set<String>> REPORTED = new TreeMap<>(Map.ofEntries(
            Map.entry("console", Set.of("Prints", "PrintsTraces")),
            Map.entry("cycles", Set.of("Here", "There")),
            Map.entry("fieldInjection", Set.of("InjectsFields")),
            Map.entry("javaSerialization", Set.of("ReadsObjects")),
            Map.entry("kindsOfPackages", Set.of("NoNullMarks")),
            Map.entry("modules", Set.of("KnowsActivities")),
            Map.entry("names", Set.of("PriceUtils")),
            Map.entry("quantClockAndChance", Set.of("RollsDice")),
            Map.entry("quantFrameworks", Set.of("KnowsFrameworks")),
            Map.entry("quantSql", Set.of("ReadsTables")),
            Map.entry("workflowClockAndChance", Set.of("LooksAtTheClock")),
            Map.entry("workflowThreadsAndIo", Set.of("ReadsFiles", "StartsThreads"))));

    @Test
    void offenders_areReportedByTheirRuleOnly() {
        SortedMap<String, Set<String>> reported = new TreeMap<>();
        Rules.under(OFFENDING).forEach((name, rule) -> reported.put(name, reportedBy(rule)));
        // the one rule that most of them break: only the package market is marked
        Set<String> unmarked = Objects.requireNonNull(reported.remove("nullMarked"));

        assertEquals(REPORTED, reported);
        assertTrue(unmarked.contains("NoNullMarks"), unmarked::toString);
        assertFalse(unmarked.contains("ReadsTables"), unmarked::toString);
    }

    /** The first class that each line of the report names. */
    private static Set<String> reportedBy(ArchRule rule) {
        return rule.evaluate(OFFENDERS).getFailureReport().getDetails().stream()
                .flatMap(String::lines)
                .map(CLASS::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ArchRule rule(String root, String name) {
        return Objects.requireNonNull(Rules.under(root).get(name));
    }

    /** Without what annotation processors made: its names begin with a dollar sign. */
    private static JavaClasses written(JavaClasses all) {
        return all.that(DescribedPredicate.describe(
                "written by hand", (JavaClass c) -> !c.getName().contains(".$")));
    }
}
