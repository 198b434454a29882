package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

public class LineTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    variables { string 'WHO', defaultValue: 'world' }
                    stages {
                        stage('Source') { source('App') { git url: '%s'; output 'AppSource' } }
                        stage('Build') { build('Greet') { commands 'echo "hello #{variables.WHO}"' } }
                    }
                }
                """
                        .formatted(repository.address())));
    }

    @Test
    public void showsTheViewOnThePageOfTheJobWithoutInlineScripts() throws Exception {
        var page = Line.of(jenkins, job).page();

        var script = page.querySelector("script[type=module]")
                .getAttributes()
                .getNamedItem("src")
                .getNodeValue();
        var module = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .getPage(new java.net.URL(
                        jenkins.getURL().getProtocol(),
                        "localhost",
                        jenkins.getURL().getPort(),
                        script))
                .getWebResponse();
        assertThat(module.getStatusCode()).isEqualTo(200);
        assertThat(module.getContentType()).contains("javascript");
        assertThat(page.querySelector("stage-gate-line")
                        .getAttributes()
                        .getNamedItem("base")
                        .getNodeValue())
                .isEqualTo("/jenkins/job/shop/stage-gate/");
        assertThat(page.querySelector("stage-gate-line").getAttributes().getNamedItem("no-events"))
                .as("there are no events to listen to, so each look at the page would be a 404")
                .isNotNull();
        assertThat(jenkins.createWebClient()
                        .withJavaScriptEnabled(false)
                        .getPage(job)
                        .getWebResponse()
                        .getContentAsString())
                .contains("/job/shop/stage-gate");
    }

    @Test
    public void startsAnExecutionWithItsVariables() throws Exception {
        var line = Line.of(jenkins, job);
        var answer = line.post(
                "start", "{'name':'shop','variables':[{'name':'WHO','value':'Alice'}],'clientRequestToken':'one'}");
        jenkins.waitUntilNoActivity();

        jenkins.assertLogContains("hello Alice", job.getLastBuild());
        var again = line.post("start", "{'name':'shop','clientRequestToken':'one'}");
        assertThat(again.getContentAsString()).isEqualTo(answer.getContentAsString());
        assertThat(job.isInQueue()).isFalse();
        assertThat(job.getLastBuild().getNumber()).isEqualTo(1);
    }

    @Test
    public void answersTheLogOfAnActionPieceByPiece() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        var line = Line.of(jenkins, job);
        var action = line.json("state")
                .at("/stageStates/1/actionStates/0/latestExecution/actionExecutionId")
                .asText();

        var log = line.get("log?actionExecutionId=" + action);
        assertThat(log.getContentAsString()).contains("hello world").doesNotContain("Took ");
        assertThat(log.getResponseHeaderValue("X-More")).isEqualTo("false");
        assertThat(line.get("log?actionExecutionId=" + action + "&start=" + log.getResponseHeaderValue("X-Next"))
                        .getContentAsString())
                .isEmpty();
    }

    @Test
    public void answersTheSameStateOnlyOnce() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        var line = Line.of(jenkins, job);
        var state = line.get("state");

        assertThat(line.getUnlessTagged("state", state.getResponseHeaderValue("ETag"))
                        .getStatusCode())
                .isEqualTo(304);
        job.makeDisabled(true);
        assertThat(line.getUnlessTagged("state", state.getResponseHeaderValue("ETag"))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    public void leadsFromTheHistoryToTheBuilds() throws Exception {
        var run = jenkins.buildAndAssertSuccess(job);
        var line = Line.of(jenkins, job);

        assertThat(line.json("state").at("/executions/0/url").asText()).isEqualTo("/jenkins/" + run.getUrl());
        var id = line.json("executions")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asText();
        var execution = line.json("execution?pipelineExecutionId=" + id);
        assertThat(execution.at("/pipelineExecution/status").asText()).isEqualTo("Succeeded");
        assertThat(execution.get("actionExecutionDetails")).hasSize(2);
        assertThat(line.get("execution?pipelineExecutionId=nothing").getStatusCode())
                .isEqualTo(400);
    }

    @Test
    public void keepsItsStateWhenTheJobIsRenamed() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        job.renameTo("store");
        jenkins.buildAndAssertSuccess(job);

        var line = Line.of(jenkins, job);
        assertThat(line.json("state").get("pipelineName").asText()).isEqualTo("store");
        assertThat(line.json("executions").get("pipelineExecutionSummaries")).hasSize(2);
        assertThat(line.json("executions?text=%232").get("pipelineExecutionSummaries"))
                .hasSize(1);
        assertThat(line.json("executions?status=Failed").get("pipelineExecutionSummaries"))
                .isEmpty();
    }

    @Test
    public void leavesNothingBehindWhenTheJobIsDeleted() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        job.delete();
        var again = jenkins.createProject(WorkflowJob.class, "shop");
        again.setDefinition(new ReleasePipelineDefinition("releasePipeline { }"));

        assertThat(Line.of(jenkins, again).json("state").get("executions")).isEmpty();
    }
}
