package io.jenkins.plugins.stagegate.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.cli.StageGate;
import io.jenkins.plugins.stagegate.local.docs.Page.Block;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.validation.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.JUnitSoftAssertions;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import picocli.CommandLine.ParameterException;

/** What the documentation shows can be done, and what it points to is there. */
public class DocumentedExamplesTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String FRAGMENT = "groovy fragment=";
    /** The rule and the notifier that the page about extending shows how to make. */
    private static final Surroundings SURROUNDINGS = new Surroundings(Gates.NONE, Set.of("LastBuild"), Set.of("pager"));

    private static final String REFUSED = "groovy refused";

    private static List<Page> pages;

    @Rule
    public final JUnitSoftAssertions found = new JUnitSoftAssertions();

    @BeforeClass
    public static void readThePages() throws IOException {
        var files = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (var all = Files.walk(ROOT.resolve("docs"))) {
            all.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        pages = files.stream().map(Page::of).toList();
    }

    @Test
    public void everyPipelineIsInOrder() {
        long pipelines = each((page, block) -> {
            boolean whole =
                    block.text().startsWith("releasePipeline") && !block.kind().equals(REFUSED);
            return whole && isInOrder(page, block, block.text());
        });
        assertThat(pipelines).as("pipelines in the documentation").isGreaterThan(2);
    }

    @Test
    public void everyFragmentIsInOrderInItsPlace() {
        long fragments = each((page, block) -> block.kind().startsWith(FRAGMENT)
                && isInOrder(page, block, fragment(block).inPipeline(block.text())));
        assertThat(fragments).as("fragments in the documentation").isGreaterThan(5);
    }

    @Test
    public void noPieceOfGroovyGoesUnread() {
        for (Page page : pages) {
            found.assertThat(page.blocks())
                    .as("%s: groovy that is no pipeline and names no fragment", page)
                    .noneMatch(block -> block.kind().startsWith("groovy")
                            && !block.text().startsWith("releasePipeline")
                            && !block.kind().startsWith(FRAGMENT));
        }
    }

    @Test
    public void theMessagesAboutWhatIsRefusedAreTheRealOnes() {
        for (Page page : pages) {
            for (int i = 0; i < page.blocks().size(); i++) {
                var block = page.blocks().get(i);
                if (block.kind().equals(REFUSED)) {
                    found.assertThat(problems(block.text()).strip())
                            .as("%s:%d", page, block.line())
                            .isEqualTo(page.blocks().get(i + 1).text());
                }
            }
        }
    }

    @Test
    public void theExamplesAndOurOwnReleaseAreInOrder() {
        for (String file : List.of("Jenkinsfile", "docs/examples/shop/Jenkinsfile")) {
            var code = StageGate.commandLine()
                    .execute("validate", ROOT.resolve(file).toString());
            found.assertThat(code).as(file).isZero();
        }
    }

    @Test
    public void everyCommandIsAVerbWithItsOptions() {
        long commands = each((page, block) -> {
            var shown = ShownCommand.in(block.text()).toList();
            shown.forEach(command -> found.assertThatCode(() -> parse(command))
                    .as("%s:%d: %s", page, block.line(), command.text())
                    .doesNotThrowAnyException());
            return !shown.isEmpty();
        });
        assertThat(commands).as("blocks with commands").isGreaterThan(5);
    }

    @Test
    public void everyVerbThatIsNamedExists() {
        var verbs = StageGate.commandLine().getSubcommands();
        for (Page page : pages) {
            page.inlineCode().flatMap(ShownCommand::in).forEach(command -> {
                var first = command.words().get(0);
                if (command.words().size() == 1 && !first.startsWith("-")) {
                    found.assertThat(verbs.keySet())
                            .as("%s: %s", page, command.text())
                            .contains(first);
                } else {
                    found.assertThatCode(() -> parse(command))
                            .as("%s: %s", page, command.text())
                            .doesNotThrowAnyException();
                }
            });
        }
    }

    @Test
    public void everyInternalLinkLeadsSomewhere() {
        for (Page page : pages) {
            for (String link : page.internalLinks()) {
                var parts = link.split("#", 2);
                var target = parts[0].isEmpty()
                        ? page.file()
                        : page.file().resolveSibling(parts[0]).normalize();
                boolean there = Files.exists(target);
                found.assertThat(there).as("%s links to %s", page, link).isTrue();
                if (there && parts.length == 2) {
                    found.assertThat(Page.of(target).anchors())
                            .as("%s links to %s", page, link)
                            .contains(parts[1]);
                }
            }
        }
    }

    private interface Look {
        /** Whether the block was of the kind that is looked for. */
        boolean at(Page page, Block block);
    }

    /** Looks at all blocks, and counts those that were of the kind. */
    private static long each(Look look) {
        return pages.stream()
                .flatMap(page -> page.blocks().stream().filter(block -> look.at(page, block)))
                .count();
    }

    private boolean isInOrder(Page page, Block block, String definition) {
        found.assertThat(problems(definition)).as("%s:%d", page, block.line()).isEmpty();
        return true;
    }

    private static String problems(String definition) {
        return Definition.read("Jenkinsfile", definition, SURROUNDINGS) instanceof Reading.Refused refused
                ? ProblemText.render(refused.problems(), definition)
                : "";
    }

    private static Fragment fragment(Block block) {
        return Fragment.valueOf(block.kind().substring(FRAGMENT.length()).toUpperCase(Locale.ROOT));
    }

    private static void parse(ShownCommand command) throws ParameterException {
        StageGate.commandLine().parseArgs(command.words().toArray(String[]::new));
    }
}
