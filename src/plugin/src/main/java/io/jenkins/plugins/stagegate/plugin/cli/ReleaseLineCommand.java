package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import io.jenkins.plugins.stagegate.plugin.ui.ScopedLine;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Lets a stopped line go on. */
@Extension
public final class ReleaseLineCommand extends LineCommand {
    @Option(
            name = "--line-stop-id",
            aliases = "--scope",
            metaVar = "pipeline|jenkins|folder:NAME",
            usage = "The switch, as get-pipeline-state names it; that of the job's pipeline alone unless told")
    public String id = JobPipeline.OWN_SWITCH;

    @Override
    public String getShortDescription() {
        return Messages.ReleaseLine_shortDescription();
    }

    @Override
    String scope() {
        return id;
    }

    @Override
    void change(ScopedLine line) throws IOException {
        line.release();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(release, Operation.RELEASE_LINE, object().put("id", id));
    }
}
