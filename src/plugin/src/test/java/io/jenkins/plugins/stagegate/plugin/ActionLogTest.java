package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What the actions have written, of any execution, while they run and afterwards. */
public class ActionLogTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    /** Linux counts what a process reads. */
    private static final Path READ = Path.of("/proc/self/io");

    private static final int MIB = 1 << 20;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String repository;
    private Path flag;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        flag = folder.getRoot().toPath().resolve("flag");
    }

    @Test
    public void isThereOfEachFailedExecutionOfAStage() throws Exception {
        var job = job("build('Package') { commands 'echo \"failed in $STAGE_GATE_EXECUTION_NUMBER\"', 'exit 3' }");
        JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        var line = Line.of(JENKINS, job);

        assertThat(line.get(logOf(line, 1)).getContentAsString()).contains("failed in 1\n");
        assertThat(line.get(logOf(line, 2)).getContentAsString()).contains("failed in 2\n");
        // Also if nobody says of which execution.
        assertThat(line.get(logOf(line, 1).replaceFirst("&pipelineExecutionId=.*", ""))
                        .getContentAsString())
                .contains("failed in 1\n");
    }

    @Test
    public void isThereOfEachAttempt() throws Exception {
        var job = job("build('Package') { commands 'echo \"made by $BUILD_NUMBER\"', 'test -f %s' }".formatted(flag));
        JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        Files.createFile(flag);
        var line = Line.of(JENKINS, job);
        line.post(
                "retry",
                "{'pipelineExecutionId':'%s','stageName':'Build','retryMode':'FAILED_ACTIONS'}"
                        .formatted(execution(line, 1)));
        JENKINS.waitUntilNoActivity();

        var actions =
                line.json("execution?pipelineExecutionId=" + execution(line, 1)).get("actionExecutionDetails");
        assertThat(Line.stream(actions)
                        .filter(one -> one.get("actionName").asText().equals("Package"))
                        .map(one -> log(line, one.get("logUrl").asText())
                                .lines()
                                .filter(text -> text.startsWith("made by"))
                                .findFirst()
                                .orElse("")))
                .containsExactly("made by 2", "made by 1");
    }

    @Test
    public void isNotThereOfAnActionThatNeverWas() throws Exception {
        var line = Line.of(JENKINS, job("build('Package') { commands 'true' }"));

        var answer = line.get("log?actionExecutionId=nothing");

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getContentAsString())
                .contains("ActionExecutionNotFoundException")
                .contains("no action execution nothing");
    }

    @Test
    public void isNotOfferedWhereTheBuildIsDeleted() throws Exception {
        var job = job("build('Package') { commands 'true' }");
        JENKINS.buildAndAssertSuccess(job);
        var second = JENKINS.buildAndAssertSuccess(job);
        var line = Line.of(JENKINS, job);
        var first = execution(line, 1);
        assertThat(line.get("execution?pipelineExecutionId=" + first).getContentAsString())
                .contains("logUrl");

        job.getBuildByNumber(1).delete();

        assertThat(line.get("execution?pipelineExecutionId=" + first).getContentAsString())
                .doesNotContain("logUrl");
        assertThat(second.getNumber()).isEqualTo(2);
    }

    @Test
    public void isTheSameWhileItGrowsAndWhenTheBuildIsReadFromTheDisk() throws Exception {
        var job = job(
                """
                build('Package') { steps { withEnv(['A=b']) { echo 'first'; sh 'while [ ! -f "%s" ]; do sleep 1; done'; echo 'last' } } }
                build('Other') { commands 'echo not this one' }
                """
                        .formatted(flag));
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("first", run);
        var line = Line.of(JENKINS, job);
        var url = logOf(line, 1);
        var begun = line.get(url);
        assertThat(begun.getContentAsString()).contains("first");
        assertThat(begun.getResponseHeaderValue("X-More")).isEqualTo("true");

        Files.createFile(flag);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));

        var rest = line.get(url + "&start=" + begun.getResponseHeaderValue("X-Next"));
        assertThat(rest.getContentAsString()).contains("last").doesNotContain("first");
        assertThat(rest.getResponseHeaderValue("X-More")).isEqualTo("false");
        job.doReload();
        assertThat(line.get(url).getContentAsString())
                .isEqualTo(begun.getContentAsString() + rest.getContentAsString())
                .doesNotContain("not this one");
    }

    @Test
    public void isReadFromWhereTheReaderIs() throws Exception {
        assumeTrue(Files.exists(READ));
        var job = job("build('Package') { commands 'yes 0123456789abcde | head -c %d', 'echo at its end' }"
                .formatted(24 * MIB));
        JENKINS.buildAndAssertSuccess(job);
        var line = Line.of(JENKINS, job);
        var url = logOf(line, 1);
        long end = 24L * MIB;
        line.get(url + "&start=" + end);

        long before = read();
        var answer = line.get(url + "&start=" + end);
        long tail = read() - before;
        assertThat(answer.getContentAsString()).contains("at its end");
        assertThat(tail).isLessThan(4L * MIB);

        var piece = line.get(url);
        assertThat(piece.getContentAsString()).hasSizeLessThanOrEqualTo(MIB).endsWith("\n");
        assertThat(read() - before).isLessThan(12L * MIB);
        assertThat(next(line, url, piece)).startsWith("0123456789abcde\n");
    }

    private static long read() throws Exception {
        return Files.readAllLines(READ).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                .findFirst()
                .orElseThrow();
    }

    private static String next(Line line, String url, WebResponse before) throws Exception {
        return line.get(url + "&start=" + before.getResponseHeaderValue("X-Next"))
                .getContentAsString();
    }

    private static String log(Line line, String url) {
        try {
            return line.get(url).getContentAsString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Where the execution's page says that the log of the action is. */
    private static String logOf(Line line, int number) throws Exception {
        var actions = line.json("execution?pipelineExecutionId=" + execution(line, number))
                .get("actionExecutionDetails");
        return Line.stream(actions)
                .filter(one -> one.get("actionName").asText().equals("Package"))
                .findFirst()
                .orElseThrow()
                .get("logUrl")
                .asText();
    }

    private static String execution(Line line, int number) throws Exception {
        return Line.stream(line.json("executions").get("pipelineExecutionSummaries"))
                .filter(one -> one.get("number").asInt() == number)
                .findFirst()
                .orElseThrow()
                .get("pipelineExecutionId")
                .asText();
    }

    private WorkflowJob job(String actions) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(
                new ReleasePipelineDefinition(Shop.pipeline(repository, "stage('Build') { " + actions + " }")));
        return job;
    }
}
