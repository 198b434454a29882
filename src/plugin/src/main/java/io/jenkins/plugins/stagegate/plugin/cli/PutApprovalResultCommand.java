package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Approves or rejects. */
@Extension
public final class PutApprovalResultCommand extends PipelineCommand {
    private static final String APPROVED = "Approved";

    @Option(name = "--stage-name", metaVar = "STAGE", usage = "Name of the stage", required = true)
    public String stage;

    @Option(name = "--action-name", metaVar = "ACTION", usage = "Name of the approval", required = true)
    public String action;

    @Option(name = "--status", metaVar = "Approved|Rejected", usage = "The decision", required = true)
    public String status;

    @Option(name = "--summary", usage = "Why")
    public String summary = "";

    @Option(name = "--field", metaVar = "NAME=VALUE", usage = "A value that the approval asks for; may be repeated")
    public List<String> fields = new ArrayList<>();

    @Option(
            name = "--pipeline-execution-id",
            metaVar = "ID",
            usage = "Which execution is meant where several wait, or can be chosen; the newest unless told")
    public String execution;

    @Option(name = "--token", usage = "Which request is meant; the one that is open unless told")
    public String token;

    @Override
    public String getShortDescription() {
        return Messages.PutApprovalResult_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        var request = object().put("stageName", stage).put("actionName", action);
        var result = request.putObject("result").put("status", status).put("summary", summary);
        var values = result.putObject("fields");
        for (String field : fields) {
            var pair = NameAndValue.of(field);
            values.put(pair.name(), pair.value());
        }
        if (token == null) {
            address(release, request, result);
        } else {
            request.put("token", token);
            Optional.ofNullable(execution).ifPresent(id -> result.put("pipelineExecutionId", id));
        }
        return change(release, Operation.APPROVE, request);
    }

    /**
     * Says which request is meant. CodePipeline demands its token; whoever types a command means what is open now. An execution
     * that has no request of its own can be approved only where one may choose it in place of the one that has.
     */
    private void address(WorkflowJob release, ObjectNode request, ObjectNode result) throws IOException {
        var executions = pipeline(release).state().executions();
        var meant = execution == null
                ? executions.values().stream()
                : Optional.ofNullable(executions.get(execution)).stream();
        var own = openToken(meant);
        if (own.isPresent()) {
            request.put("token", own.get());
            return;
        }
        var other = Optional.ofNullable(execution)
                .filter(id -> status.equals(APPROVED))
                .flatMap(id -> openToken(executions.values().stream()))
                .orElseThrow(() -> new AbortException(Messages.PutApprovalResult_nothingOpen(stage, action)));
        request.put("token", other);
        result.put("pipelineExecutionId", execution);
    }

    /** The token of the newest request there is. */
    private Optional<String> openToken(Stream<Execution> executions) {
        return executions
                .flatMap(one -> one.stage(stage).stream())
                .flatMap(run -> run.actions().stream())
                .filter(run -> run.action().equals(action) && run.status() == ActionStatus.IN_PROGRESS)
                .flatMap(run -> run.approval().stream())
                .map(request -> request.token())
                .reduce((older, newer) -> newer);
    }
}
