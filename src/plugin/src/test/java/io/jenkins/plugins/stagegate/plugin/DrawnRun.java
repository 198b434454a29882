package io.jenkins.plugins.stagegate.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.jvnet.hudson.test.JenkinsRule;

/** What views of Pipeline runs find in one: Pipeline Graph View, and whoever looks for pauses in the flow. */
public record DrawnRun(JenkinsRule jenkins, WorkflowRun run) {
    /** What stands at the end of the flow and is paused. */
    public List<String> paused() {
        var execution = run.getExecution();
        return execution == null
                ? List.of()
                : execution.getCurrentHeads().stream()
                        .filter(PauseAction::isPaused)
                        .map(FlowNode::getDisplayName)
                        .toList();
    }

    /** All pauses that it has made. */
    public List<PauseAction> pauses() {
        return new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .map(FlowNode.class::cast)
                        .flatMap(node -> PauseAction.getPauseActions(node).stream())
                        .toList();
    }

    /** What Graph View draws of the steps, by their names. */
    Map<String, String> steps() throws Exception {
        var steps = new LinkedHashMap<String, String>();
        for (Object step : json("allSteps").getJSONArray("steps")) {
            var one = (JSONObject) step;
            steps.put(one.getString("name"), one.getString("state"));
        }
        return steps;
    }

    /** What it draws of stages, in their order. */
    List<String> stagesInOrder() throws Exception {
        return json("tree").getJSONArray("stages").stream()
                .map(JSONObject.class::cast)
                .map(stage -> stage.getString("name") + " " + stage.getString("state"))
                .toList();
    }

    /** The states of stages, and of actions under the name of their stage. */
    Map<String, String> stages() throws Exception {
        var drawn = new LinkedHashMap<String, String>();
        for (Object stage : json("tree").getJSONArray("stages")) {
            draw("", (JSONObject) stage, drawn);
        }
        return drawn;
    }

    private static void draw(String within, JSONObject stage, Map<String, String> drawn) {
        String name = within + stage.getString("name");
        drawn.put(name, stage.getString("state"));
        for (Object child : stage.getJSONArray("children")) {
            draw(name + "/", (JSONObject) child, drawn);
        }
    }

    private JSONObject json(String what) throws Exception {
        try (var client = jenkins.createWebClient()) {
            return client.getJSON(run.getUrl() + "pipeline-overview/" + what)
                    .getJSONObject()
                    .getJSONObject("data");
        }
    }
}
