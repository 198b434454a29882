package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Pipelines with several source actions: all of them take part in the one execution that a push starts. */
public class SeveralSourcesTest {
    private static final String BOTH =
            """
            push { sourceAction 'App'; branches include: ['main'] }
            push { sourceAction 'Other'; branches include: ['main'] }
            """;

    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aPushToARepositoryThatIsTakenTwiceStartsOneExecutionWithThatCommitForBoth() throws Exception {
        shop.defineSources(BOTH, shop.repository(), shop.repository());
        var pushed = shop.commit("a.txt");
        shop.commit("b.txt");

        shop.hook("main", "", pushed);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).singleElement().satisfies(execution -> assertThat(
                        execution.start().overrides())
                .extracting(SourceOverride::action, SourceOverride::value)
                .containsExactly(tuple("App", pushed), tuple("Other", pushed)));
        assertThat(shop.verdicts()).hasSize(2).allMatch(verdict -> verdict.startsWith("started execution 1: "));
    }

    @Test
    public void aPushToOneOfTwoRepositoriesStartsOneExecutionThatTakesTheNewestOfTheOther() throws Exception {
        Path other;
        try (var git = Git.init()
                .setDirectory(folder.newFolder("other"))
                .setInitialBranch("main")
                .call()) {
            git.commit().setMessage("Begin").setSign(false).call();
            other = git.getRepository().getWorkTree().toPath();
        }
        shop.defineSources(BOTH, shop.repository(), other);

        var pushed = shop.commit("a.txt");
        shop.hook("main", "", pushed);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).singleElement().satisfies(execution -> assertThat(
                        execution.start().overrides())
                .singleElement()
                .satisfies(override -> assertThat(override.action()).isEqualTo("App")));
    }

    @Test
    public void lookingAtARepositoryThatIsTakenTwiceStartsOneExecution() throws Exception {
        shop.defineSources(BOTH, shop.repository(), shop.repository());
        shop.commit("a.txt");
        shop.triggers().look(TriggeredShop.NOW);
        shop.commit("b.txt");
        shop.triggers().look(TriggeredShop.NOW);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(1);
    }

    @Test
    public void aTriggerAboutOneOfThemOverridesThatOneAlone() throws Exception {
        shop.defineSources("push { sourceAction 'Other' }", shop.repository(), shop.repository());

        shop.hook("main", "", shop.commit("a.txt"));
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).singleElement().satisfies(execution -> assertThat(
                        execution.start().overrides())
                .extracting(SourceOverride::action)
                .containsExactly("Other"));
    }

    @Test
    public void ofOnePushSeveralTriggersStartOne() throws Exception {
        shop.define("push { branches include: ['main'] }", "push { filePaths exclude: ['*.md'] }");

        shop.hook("main", "", shop.commit("a.txt"));
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(1);
        assertThat(shop.verdicts()).hasSize(2).allMatch(verdict -> verdict.startsWith("started execution 1: "));
    }
}
