package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.line.LineScope;
import io.jenkins.plugins.stagegate.plugin.ui.ScopedLine;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Argument;

/** A command about the line of one release pipeline, or of all that are in a folder or in Jenkins, be there any or not. */
abstract class LineCommand extends VerbCommand {
    /** The job whose pipeline is meant, or which is in the folder that is meant. */
    @Argument(index = 0, metaVar = "JOB", usage = "Name of the job; none for a folder or all of Jenkins")
    public Job<?, ?> job;

    @Override
    final ObjectNode answer() throws IOException {
        if (job != null) {
            return answer(release(job));
        }
        var id = scope();
        if (id.equals(JobPipeline.OWN_SWITCH)) {
            throw new AbortException(Messages.LineCommand_noJob());
        }
        var scope = LineScope.of(id).orElseThrow(() -> new AbortException(Messages.LineCommand_noScope(id)));
        scope.guard().checkPermission(StageGatePermissions.CONTROL);
        try {
            change(new ScopedLine(scope));
        } catch (InvalidRequestException e) {
            throw invalid(e);
        }
        return object();
    }

    /** The id of the switch that is meant. */
    abstract String scope();

    /** Does what the command is for, with a switch that is for the pipeline. */
    abstract ObjectNode answer(WorkflowJob release) throws IOException;

    /** Does what the command is for, without any pipeline. */
    abstract void change(ScopedLine line) throws InvalidRequestException, IOException;
}
