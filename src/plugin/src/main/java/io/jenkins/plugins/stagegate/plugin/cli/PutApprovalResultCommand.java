package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Approves or rejects. */
@Extension
public final class PutApprovalResultCommand extends PipelineCommand {
    @Option(name = "--stage-name", metaVar = "STAGE", usage = "Name of the stage", required = true)
    public String stage;

    @Option(name = "--action-name", metaVar = "ACTION", usage = "Name of the approval", required = true)
    public String action;

    @Option(name = "--status", metaVar = "Approved|Rejected", usage = "The decision", required = true)
    public String status;

    @Option(name = "--summary", usage = "Why")
    public String summary = "";

    @Option(name = "--token", usage = "Which request is meant; the one that is open unless told")
    public String token;

    @Override
    public String getShortDescription() {
        return Messages.PutApprovalResult_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        var request = object().put("stageName", stage)
                .put("actionName", action)
                .put("token", token == null ? openToken(release) : token);
        request.putObject("result").put("status", status).put("summary", summary);
        return change(release, Operation.APPROVE, request);
    }

    /** CodePipeline demands the token; whoever types a command means what is open now. */
    private String openToken(WorkflowJob release) throws IOException {
        return pipeline(release).state().executions().values().stream()
                .flatMap(execution -> execution.stage(stage).stream())
                .flatMap(run -> run.actions().stream())
                .filter(run -> run.action().equals(action) && run.status() == ActionStatus.IN_PROGRESS)
                .flatMap(run -> run.approval().stream())
                .map(request -> request.token())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AbortException(Messages.PutApprovalResult_nothingOpen(stage, action)));
    }
}
