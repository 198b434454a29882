package io.jenkins.plugins.stagegate.plugin.flow;

import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.action;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.flow;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.start;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.echo;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.node;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.sh;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graphanalysis.ForkScanner;
import org.jenkinsci.plugins.workflow.graphanalysis.MemoryFlowChunk;
import org.jenkinsci.plugins.workflow.graphanalysis.StandardChunkVisitor;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.pipelinegraphanalysis.GenericStatus;
import org.jenkinsci.plugins.workflow.pipelinegraphanalysis.StageChunkFinder;
import org.jenkinsci.plugins.workflow.pipelinegraphanalysis.StatusAndTiming;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The views of Pipeline runs that look at the classes of flow nodes. */
public class ViewsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    private static WorkflowRun release() throws Exception {
        var run = start(JENKINS);
        action(run, "Build", 1, "Compile", Map.of(), node(sh("echo compiled")));
        action(run, "Build", 1, "Lint", Map.of(), echo("linted"));
        News.of(run).end("Compile");
        News.of(run).end("Lint");
        action(run, "Build", 2, "Package", Map.of(), echo("packaged"));
        News.of(run).end("Package");
        flow(run).closeStage("Build", StageEnd.succeeded());
        flow(run).openStage("Staging", "Staging");
        flow(run).closeStage("Staging", StageEnd.skipped());
        action(run, "Production", 1, "Deploy", Map.of(), step("error", "it broke"));
        News.of(run).end("Deploy");
        flow(run).closeStage("Production", StageEnd.failed("Deploy failed"));
        flow(run).finish(Result.FAILURE, "Production failed");
        return JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
    }

    private static Map<String, GenericStatus> stages(WorkflowRun run) {
        var stages = new LinkedHashMap<String, GenericStatus>();
        ForkScanner.visitSimpleChunks(
                run.getExecution().getCurrentHeads(),
                new StandardChunkVisitor() {
                    @Override
                    protected void handleChunkDone(MemoryFlowChunk chunk) {
                        stages.put(
                                chunk.getFirstNode().getDisplayName(), StatusAndTiming.computeChunkStatus2(run, chunk));
                    }
                },
                new StageChunkFinder());
        return stages;
    }

    /** What Pipeline Graph View draws: names and states of stages, and of actions under the name of their stage. */
    private static Map<String, String> drawn(WorkflowRun run) throws Exception {
        try (var client = JENKINS.createWebClient()) {
            var tree = client.getJSON(run.getUrl() + "pipeline-overview/tree").getJSONObject();
            var drawn = new LinkedHashMap<String, String>();
            for (Object stage : tree.getJSONObject("data").getJSONArray("stages")) {
                draw("", (JSONObject) stage, drawn);
            }
            return drawn;
        }
    }

    private static void draw(String within, JSONObject stage, Map<String, String> drawn) {
        String name = within + stage.getString("name");
        drawn.put(name, stage.getString("state"));
        for (Object child : stage.getJSONArray("children")) {
            draw(name + "/", (JSONObject) child, drawn);
        }
    }

    @Test
    public void stageViewFindsTheStagesAndTheirResults() throws Exception {
        assertThat(stages(release()))
                .containsEntry("Build", GenericStatus.SUCCESS)
                .containsEntry("Production", GenericStatus.FAILURE);
    }

    @Test
    public void stageViewSeesThatAStageRuns() throws Exception {
        var run = start(JENKINS);
        action(run, "Stubborn", step("stubborn"));
        LogContents.await(run, "stubborn");
        assertThat(stages(run)).containsEntry("Build", GenericStatus.IN_PROGRESS);
        run.doKill();
    }

    @Test
    public void graphViewDrawsStagesAndTheirActions() throws Exception {
        assertThat(drawn(release()))
                .containsEntry("Build", "success")
                .containsEntry("Build/Compile", "success")
                .containsEntry("Build/Lint", "success")
                .containsEntry("Build/Package", "success")
                .containsEntry("Staging", "skipped")
                .containsEntry("Production", "failure")
                .containsEntry("Production/Deploy", "failure");
    }

    @Test
    public void graphViewDrawsWhatRuns() throws Exception {
        var run = start(JENKINS);
        action(run, "Done", echo("done"));
        News.of(run).end("Done");
        action(run, "Stubborn", step("stubborn"));
        LogContents.await(run, "stubborn");
        assertThat(drawn(run))
                .containsEntry("Build", "running")
                .containsEntry("Build/Done", "success")
                .containsEntry("Build/Stubborn", "running");
        run.doKill();
    }
}
