package io.jenkins.plugins.stagegate.plugin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;

/** The example of docs/extending.md at work: a rule that another plugin brings. */
public class LastBuildTest {
    private static final Path PAGE = Path.of("../../docs/extending.md");
    private static final Path SOURCE = Path.of("src/test/java/com/example/release/LastBuild.java");

    private static final Path NOTIFIER = Path.of("src/test/java/com/example/release/Pager.java");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FreeStyleProject nightly;

    @Before
    public void runNightly() throws Exception {
        nightly = JENKINS.createFreeStyleProject();
    }

    @Test
    public void isWhatThePageShows() throws Exception {
        var code = Files.readString(SOURCE);

        assertThat(Files.readString(PAGE)).contains("```java\n" + code + "```");
    }

    @Test
    public void thePageShowsANotifierThatCompiles() throws Exception {
        assertThat(Files.readString(PAGE)).contains("```java\n" + Files.readString(NOTIFIER) + "```");
    }

    @Test
    public void letsAStageBeEnteredWhenItHolds() throws Exception {
        JENKINS.buildAndAssertSuccess(nightly);

        var job = job("beforeEntry { rule 'LastBuild', Job: '%s' }".formatted(nightly.getName()));
        JENKINS.buildAndAssertSuccess(job);

        assertThat(summary(job)).isEqualTo(nightly.getName() + " #1 succeeded.");
    }

    @Test
    public void keepsEverybodyOutWhenItDoesNotHold() throws Exception {
        nightly.getBuildersList().add(new FailureBuilder());
        JENKINS.buildAndAssertStatus(Result.FAILURE, nightly);

        var job = job("beforeEntry { rule 'LastBuild', Job: '#{variables.JOB}' }");
        JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(summary(job)).isEqualTo(nightly.getName() + " #1 ended as FAILURE. Mend it, and retry.");
    }

    @Test
    public void isRefusedWithTheNearestNamesIfNobodyHasIt() throws Exception {
        assertThat(check("beforeEntry { rule 'LastBild', Job: 'nightly' }"))
                .contains("There is no rule `LastBild`.", "LastBuild", "Did you mean `LastBuild`?");
        assertThat(check("beforeEntry { rule 'CloudWatchAlarm', AlarmName: 'errors' }"))
                .contains("No plugin of this Jenkins has the rule `CloudWatchAlarm`.");
        assertThat(check("onSuccess { rule 'LastBuild' }"))
                .contains("The provider `LastBuild` needs the setting `Job`.");
        assertThat(check("onFailure { rule 'LastBuild', Jobb: 'x'; rollback() }"))
                .contains("The provider `LastBuild` knows no setting `Jobb`.", "Did you mean `Job`?", "^^^");
    }

    private static String summary(WorkflowJob job) throws Exception {
        return Pipelines.get().of(job).engine().latest(Long.MAX_VALUE, 1).stream()
                .flatMap(execution -> execution.stages().values().stream())
                .flatMap(stage -> stage.conditions().stream())
                .flatMap(condition -> condition.rules().stream())
                .map(rule -> rule.summary())
                .findFirst()
                .orElseThrow();
    }

    private String check(String condition) throws Exception {
        var result = JENKINS.jenkins
                .getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class)
                .doCheckScript(
                        JENKINS.createProject(WorkflowJob.class), pipeline("https://git.example.com/a.git", condition));
        return result.kind == FormValidation.Kind.OK
                ? ""
                : result.renderHtml().replace("&#039;", "'").replace("&quot;", "\"");
    }

    private WorkflowJob job(String condition) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var shop = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        job.setDefinition(new ReleasePipelineDefinition(pipeline(shop, condition)));
        return job;
    }

    private String pipeline(String repository, String condition) {
        return """
                releasePipeline {
                    variables { string 'JOB', defaultValue: '%s' }
                    stages {
                        stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'AppSource' } }
                        stage('Production') { %s; deploy('Deploy') { commands 'true' } }
                    }
                }
                """
                .formatted(nightly.getName(), repository, condition);
    }
}
