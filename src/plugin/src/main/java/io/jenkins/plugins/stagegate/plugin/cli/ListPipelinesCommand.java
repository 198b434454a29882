package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Lists the release pipelines that the caller may read, by the names of their jobs. */
@Extension
public final class ListPipelinesCommand extends VerbCommand {
    @Override
    public String getShortDescription() {
        return Messages.ListPipelines_shortDescription();
    }

    @Override
    ObjectNode answer() {
        var answer = object();
        var pipelines = answer.putArray("pipelines");
        for (WorkflowJob job : Jenkins.get().allItems(WorkflowJob.class)) {
            if (job.getDefinition() instanceof ReleaseDefinition) {
                list(job, pipelines.addObject().put("name", job.getFullName()));
            }
        }
        return answer;
    }

    /** One that cannot be opened is listed by its name: the others are there all the same. */
    private void list(WorkflowJob job, ObjectNode one) {
        try {
            var state = Pipelines.get().of(job).state();
            one.put("version", state.version()).put("pipelineType", "V2");
            state.definition()
                    .ifPresent(definition ->
                            one.put("executionMode", definition.executionMode().name()));
            one.put("created", state.created().toString())
                    .put("updated", state.updated().toString());
        } catch (IOException e) {
            stderr.println(Messages.ListPipelines_notOpen(job.getFullName(), e.getMessage()));
        }
    }
}
