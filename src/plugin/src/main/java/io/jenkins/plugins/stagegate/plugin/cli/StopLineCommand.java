package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import io.jenkins.plugins.stagegate.plugin.ui.ScopedLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Holds every way into a stage but the first. Given again, it changes the reason, the end and the exemptions. */
@Extension
public final class StopLineCommand extends LineCommand {
    @Option(name = "--reason", usage = "Why, for those who wait", required = true)
    public String reason;

    @Option(name = "--until", metaVar = "TIME", usage = "When it ends by itself, such as 2026-11-24T08:00:00Z")
    public String until;

    @Option(name = "--exempt", metaVar = "STAGE", usage = "May be entered all the same; may be repeated")
    public List<String> exempt = new ArrayList<>();

    @Option(
            name = "--scope",
            metaVar = "jenkins|folder:NAME",
            usage = "All of Jenkins, or a folder; the pipeline of the job alone unless told")
    public String scope = JobPipeline.OWN_SWITCH;

    @Override
    public String getShortDescription() {
        return Messages.StopLine_shortDescription();
    }

    @Override
    String scope() {
        return scope;
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return change(release, Operation.STOP_LINE, request().put("scope", scope));
    }

    @Override
    void change(ScopedLine line) throws InvalidRequestException, IOException {
        line.stop(request().toString());
    }

    private ObjectNode request() {
        var request = object().put("reason", reason);
        if (until != null) {
            request.put("until", until);
        }
        exempt.forEach(request.putArray("exempt")::add);
        return request;
    }
}
