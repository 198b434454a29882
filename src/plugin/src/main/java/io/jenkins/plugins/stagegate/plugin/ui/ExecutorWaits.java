package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Queue;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Executions whose actions wait for an executor, and why, as Jenkins' queue says. The engine knows nothing of it: for it the
 * action runs.
 */
record ExecutorWaits(List<Wait> waits) {
    /** One place in the queue. */
    record Wait(WorkflowRun build, String execution, Instant since, String sentence) {}

    static ExecutorWaits of(WorkflowJob job) {
        var waits = new ArrayList<Wait>();
        for (Queue.Item item : Jenkins.get().getQueue().getItems()) {
            if (item.task.getOwnerExecutable() instanceof WorkflowRun build && build.getParent() == job) {
                ReleaseRun.of(build)
                        .map(release -> new Wait(
                                build,
                                release.execution(),
                                Instant.ofEpochMilli(item.getInQueueSince()),
                                Messages.ExecutorWaits_sentence(Objects.toString(item.getWhy(), ""))))
                        .ifPresent(waits::add);
            }
        }
        return new ExecutorWaits(waits);
    }

    /** Why the actions of that build wait. */
    List<String> sentences(WorkflowRun build) {
        return waits.stream()
                .filter(wait -> wait.build() == build)
                .map(Wait::sentence)
                .distinct()
                .toList();
    }

    /** Adds them to the stages in which they wait. */
    void addTo(ObjectNode state, Map<String, Execution> executions) {
        for (Wait wait : waits) {
            var execution = executions.get(wait.execution());
            if (execution != null) {
                for (JsonNode stage : state.path("stageStates")) {
                    if (execution
                            .inside()
                            .filter(stage.path("stageName").asText()::equals)
                            .isPresent()) {
                        ((ObjectNode) stage)
                                .withArray("waiting")
                                .addObject()
                                .put("pipelineExecutionId", wait.execution())
                                .put("reason", "EXECUTOR")
                                .put("sentence", wait.sentence())
                                .put("since", wait.since().toString())
                                .put("frees", Messages.ExecutorWaits_frees())
                                .putArray("ahead");
                    }
                }
            }
        }
    }
}
