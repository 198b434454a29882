package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.FlagRule;

/** How the line looks on its page in Jenkins, also before anything has run. */
public class LinePageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    @Rule
    public final FlagRule<Boolean> localCheckouts =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
    }

    @Test
    public void looksLikeJenkinsWhateverTheSystemPrefers() throws Exception {
        var job = PAGES.job(Shop.NOTHING);
        BROWSER.prefers("dark");
        PAGES.look(job);
        assertThat(PAGES.scheme()).isEqualTo("light");

        BROWSER.prefers("light");
        PAGES.darken();

        BROWSER.until(() -> PAGES.scheme().equals("dark"));
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    @Test
    public void isShownUnderAnEnforcedPolicyWithoutInlineScripts() throws Exception {
        PAGES.look(PAGES.job(Shop.NOTHING));

        assertThat(
                        BROWSER.await(
                                "fetch(location.href).then((page) => arguments[0](page.headers.get('Content-Security-Policy')))"))
                .asString()
                .contains("default-src 'self'")
                .doesNotContain("unsafe-inline' ", "unsafe-eval");
    }

    @Test
    public void showsTheStagesBeforeAnythingHasRun() throws Exception {
        PAGES.look(PAGES.job("stage('Build') { build('Package') { commands 'true' } }\n"
                + "stage('Release') { approval('ShipIt') { message 'Ship it?' } }"));

        BROWSER.sees("[aria-label='Stage Build']", "Package", "Not yet run");
        BROWSER.sees("[aria-label='Stage Release']", "ShipIt", "Not yet run");
        assertThat(BROWSER.text(".empty")).contains("Nothing has run here yet");
        PAGES.assertClean("new");
    }

    @Test
    public void saysHowToGetTheLineOfAFileThatNoBuildHasRead() throws Exception {
        var job = PAGES.jenkins.createProject(WorkflowJob.class);
        PAGES.repository()
                .commit("Jenkinsfile", Shop.pipeline(PAGES.repository().address(), Shop.NOTHING), "Release the shop");
        job.setDefinition(new ReleasePipelineScmDefinition(new GitSCM(
                GitSCM.createRepoList(PAGES.repository().address(), null),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of())));
        PAGES.look(job);
        assertThat(BROWSER.text(".empty"))
                .isEqualTo("No stage is known yet. The line is there as soon as a start has read the definition.");

        BROWSER.click(".head .start");
        BROWSER.click("dialog button.primary");

        BROWSER.sees("[aria-label='Stage Build']", "#1", "Succeeded");
        PAGES.jenkins.waitUntilNoActivity();
    }

    @Test
    public void showsWhatIsWrongWithADefinitionThatHasNeverBeenRead() throws Exception {
        PAGES.look(PAGES.jobOf("releasePipeline { stagse { } }"));

        BROWSER.sees(".problem", "The definition has problems", "Jenkinsfile:1:", "stagse");
        PAGES.assertClean("problem");
    }

    @Test
    public void fitsSixStagesOnANarrowLaptop() throws Exception {
        BROWSER.size(1280, 900);
        var job = sixStages();
        PAGES.start(job);
        PAGES.look(job);
        BROWSER.sees("[aria-label='Stage Six']", "Ship it?");

        assertThat(hidden("document.querySelector('stage-gate-line').shadowRoot.querySelector('.scroll')"))
                .isZero();
        assertThat(hidden("document.documentElement")).isZero();
        PAGES.assertClean("laptop");
        end(job);
    }

    @Test
    public void runsDownwardsOnAPhone() throws Exception {
        BROWSER.size(500, 900);
        BROWSER.phone(360, 740);
        try {
            var job = sixStages();
            PAGES.start(job);
            PAGES.look(job);
            BROWSER.sees("[aria-label='Stage Six']", "Ship it?");

            assertThat(hidden("document.documentElement")).isZero();
            PAGES.assertClean("phone");
            end(job);
        } finally {
            BROWSER.noPhone();
        }
    }

    @Test
    public void takesTheWholeWidthOfAWall() throws Exception {
        BROWSER.size(3840, 2160);
        var job = sixStages();
        PAGES.start(job);
        PAGES.look(job);
        BROWSER.sees("[aria-label='Stage Six']", "Ship it?");

        assertThat((Long) BROWSER.run(
                        "return Math.round(document.querySelector('stage-gate-line').getBoundingClientRect().width)"))
                .isGreaterThan(3600);
        PAGES.assertClean("wall");
        end(job);
    }

    private static WorkflowJob sixStages() throws IOException {
        var names = new String[] {"Two", "Three", "Four", "Five"};
        var stages = IntStream.range(0, names.length)
                .mapToObj(i -> "stage('%s') { build('Work') { commands 'true' } }".formatted(names[i]))
                .collect(Collectors.joining("\n"));
        return PAGES.job(stages + "\nstage('Six') { approval('ShipIt') { message 'Ship it?' } }");
    }

    private static void end(WorkflowJob job) throws Exception {
        job.getLastBuild().doStop();
        PAGES.jenkins.waitForCompletion(job.getLastBuild());
    }

    /** By how many pixels an element is wider inside than outside. */
    private static long hidden(String element) {
        return (Long) BROWSER.run("const one = " + element + "; return one.scrollWidth - one.clientWidth");
    }
}
