package io.regimen.deploy.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules, for the packages below a root: that of the project, or that of the classes which break them. */
final class Rules {
    /** What a module may know of the others. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            "workflows", Set.of(),
            "db", Set.of(),
            "activities", Set.of("workflows", "db"),
            "workercpu", Set.of("workflows", "activities"),
            "workergpu", Set.of("workflows", "activities"),
            "api", Set.of("workflows", "db"),
            "deploy", Set.of("workflows", "db", "activities", "workercpu", "workergpu", "api"));

    /** Packages of activities that are mathematics: no framework, no tables, no clock. */
    private static final List<String> QUANT = List.of(
            "market",
            "integrity",
            "feature",
            "label",
            "split",
            "preprocess",
            "model",
            "cost",
            "inference",
            "backtest",
            "metric",
            "regime",
            "selection");

    /** Packages of activities that connect the mathematics with the rest. */
    private static final List<String> GLUE = List.of("artifact", "step");

    /** The exceptions: they read and write Parquet files through DuckDB, whose only interface is JDBC. */
    private static final List<String> PARQUET_CLASSES = List.of(
            "activities.market.DuckDb",
            "activities.market.DatasetFile",
            "activities.market.ParquetImport",
            "activities.feature.FeatureSetFile");

    private final String root;

    private Rules(String root) {
        this.root = root;
    }

    /** All rules by name. */
    static SortedMap<String, ArchRule> under(String root) {
        Rules rules = new Rules(root);
        SortedMap<String, ArchRule> out = new TreeMap<>();
        out.put("modules", rules.modules());
        out.put("cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
        out.put("kindsOfPackages", rules.kindsOfPackages());
        out.put("quantFrameworks", rules.quantFrameworks());
        out.put("quantSql", rules.quantSql());
        out.put("quantClockAndChance", noClasses().that(rules.quant()).should(Sources.OF_TIME_AND_CHANCE));
        out.put("workflowClockAndChance", rules.workflowCode().should(Sources.OF_TIME_AND_CHANCE));
        out.put("workflowThreadsAndIo", rules.workflowThreadsAndIo());
        out.put("console", noClasses().should(Sources.WRITES_TO_THE_CONSOLE));
        out.put("names", noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager)"));
        out.put("javaSerialization", rules.javaSerialization());
        out.put("nullMarked", classes().should(BE_NULL_MARKED));
        out.put("fieldInjection", rules.fieldInjection());
        return out;
    }

    private ArchRule modules() {
        return classes().should(new ArchCondition<>("know only the modules below their own") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                String module = module(root, item);
                Set<String> allowed = MAY_KNOW.getOrDefault(module, Set.of());
                item.getDirectDependenciesFromSelf().stream()
                        .filter(d -> d.getTargetClass().getPackageName().startsWith(root + "."))
                        .filter(d -> !module(root, d.getTargetClass()).equals(module))
                        .filter(d -> !allowed.contains(module(root, d.getTargetClass())))
                        .forEach(d -> events.add(SimpleConditionEvent.violated(item, d.getDescription())));
                if (!MAY_KNOW.containsKey(module)) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is in no module of the seven"));
                }
            }
        });
    }

    /** The first package below the root. */
    static String module(String root, JavaClass item) {
        String below = item.getPackageName().substring(root.length());
        int end = below.indexOf('.', 1);
        return below.isEmpty() ? "" : end < 0 ? below.substring(1) : below.substring(1, end);
    }

    /** A new package of activities is either mathematics or glue; which one is said here. */
    private ArchRule kindsOfPackages() {
        return classes()
                .that(resideInAPackage(root + ".activities.."))
                .should()
                .resideInAnyPackage(Stream.concat(QUANT.stream(), GLUE.stream())
                        .map(name -> root + ".activities." + name + "..")
                        .toArray(String[]::new));
    }

    private ArchRule quantFrameworks() {
        return noClasses()
                .that(quant())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.temporal..", "io.micronaut..", "jakarta..", "software.amazon..", root + ".db..");
    }

    private ArchRule quantSql() {
        return noClasses()
                .that(quant())
                .and(not(DescribedPredicate.describe("one of " + PARQUET_CLASSES, this::isParquetClass)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..", "org.postgresql..");
    }

    private boolean isParquetClass(JavaClass c) {
        return PARQUET_CLASSES.stream()
                .map(name -> root + "." + name)
                .anyMatch(name -> c.getName().equals(name) || c.getName().startsWith(name + "$"));
    }

    private DescribedPredicate<JavaClass> quant() {
        return resideInAnyPackage(
                QUANT.stream().map(name -> root + ".activities." + name + "..").toArray(String[]::new));
    }

    /** The whole module: planning and checks run inside workflows too. */
    private com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction workflowCode() {
        return noClasses().that().resideInAPackage(root + ".workflows..");
    }

    private ArchRule workflowThreadsAndIo() {
        return workflowCode()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.nio..",
                                "java.net..",
                                "java.sql..",
                                "javax.sql..",
                                "java.util.concurrent..",
                                "io.micronaut..")
                        .and(not(resideInAPackage("java.nio.charset")))
                        .and(not(DescribedPredicate.describe(
                                "an unchecked exception",
                                (JavaClass c) -> c.getName().equals("java.io.UncheckedIOException"))))
                        .or(Sources.THREADS_AND_PROCESSES));
    }

    private ArchRule javaSerialization() {
        return noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");
    }

    private ArchRule fieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("io.micronaut.context.annotation.Value")
                .orShould()
                .beAnnotatedWith("io.micronaut.context.annotation.Property");
    }

    private static final ArchCondition<JavaClass> BE_NULL_MARKED =
            new ArchCondition<>("be in a package whose package-info is @NullMarked") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                item,
                                item.getName() + " is in the package " + item.getPackageName()
                                        + ", which is not @NullMarked"));
                    }
                }
            };
}
