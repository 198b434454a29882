package io.jenkins.plugins.stagegate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** Which way the imports point; the same table stands in {@code docs/architecture.md}. */
public class ImportsTest {
    private static final String ROOT = "io.jenkins.plugins.stagegate.";
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            entry("model", List.of()),
            entry("wording", List.of()),
            entry("validation", List.of("model", "wording")),
            entry("dsl", List.of("model", "validation", "wording")),
            entry("decision", List.of("model")),
            entry("rehearsal", List.of("model", "decision")),
            entry("journal", List.of("model", "decision")),
            entry("artifact", List.of("model", "wording")),
            entry("route", List.of()),
            entry("source", List.of("decision", "model", "route", "wording")),
            entry("spi", List.of("decision", "event", "model")),
            entry("runtime", List.of("decision", "event", "journal", "model", "spi")),
            entry("event", List.of("decision", "model")),
            entry("upstream", List.of("decision", "model", "runtime", "source", "wording")),
            entry("worker", List.of("decision", "model", "runtime")),
            entry("probe", List.of("model", "route")),
            entry("object", List.of("artifact", "decision", "route", "source")),
            entry("image", List.of("decision", "model", "object", "probe", "route", "source")),
            entry("trigger", List.of("model")),
            entry("arrival", List.of("decision", "model", "runtime", "source", "trigger", "upstream")),
            entry("buildspec", List.of("artifact", "model", "spi", "wording")),
            entry("api", List.of("model", "decision", "journal", "runtime", "spi")),
            entry("codepipeline.sigv4", List.of()),
            entry("codepipeline.declaration", List.of("model", "trigger", "validation")),
            entry(
                    "codepipeline",
                    List.of(
                            "model",
                            "decision",
                            "trigger",
                            "runtime",
                            "spi",
                            "worker",
                            "api",
                            "codepipeline.sigv4",
                            "codepipeline.declaration")));

    private static JavaClasses engine;

    @BeforeClass
    public static void read() {
        engine = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.jenkins.plugins.stagegate");
    }

    @Test
    public void everyPackageImportsOnlyWhatTheTableAllows() {
        MAY_IMPORT.forEach((name, allowed) -> {
            var ours = Stream.concat(Stream.of(name), allowed.stream())
                    .map(ROOT::concat)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .onlyDependOnClassesThat(not(resideInAPackage(ROOT + ".")).or(resideInAnyPackage(ours)))
                    .allowEmptyShould(true)
                    .check(engine);
        });
    }

    @Test
    public void everyClassIsInARoomOfTheTable() {
        assertThat(engine)
                .extracting(JavaClass::getPackageName)
                .allMatch(name -> MAY_IMPORT.containsKey(name.substring(ROOT.length())));
    }

    @Test
    public void decisionsKnowNoClockNoThreadNoChanceAndNoFile() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "decision")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(engine);
    }
}
