package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.cli.CLICommand;
import hudson.model.Job;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.ui.LineAction;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import io.jenkins.plugins.stagegate.plugin.ui.RefusedChangeException;
import io.jenkins.plugins.stagegate.plugin.wire.WireAction;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Argument;

/** A command about one release pipeline. Answers with CodePipeline's JSON; what is refused ends with status 5. */
abstract class PipelineCommand extends CLICommand {
    /** The job whose pipeline is meant. */
    @Argument(index = 0, metaVar = "JOB", usage = "Name of the job", required = true)
    public Job<?, ?> job;

    @Override
    protected int run() throws IOException {
        if (!(job instanceof WorkflowJob release) || job.getAction(LineAction.class) == null) {
            throw new AbortException(Messages.PipelineCommand_noPipeline(job.getFullName()));
        }
        stdout.println(answer(release).toPrettyString());
        return 0;
    }

    /** Does what the command is for. */
    abstract ObjectNode answer(WorkflowJob release) throws IOException;

    static JobPipeline pipeline(WorkflowJob release) throws IOException {
        return Pipelines.get().of(release);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Changes the pipeline, if the caller may. */
    static ObjectNode change(WorkflowJob release, Operation operation, ObjectNode request) throws IOException {
        release.checkPermission(operation.permission());
        try {
            return operation.make(release, request.toString());
        } catch (InvalidRequestException e) {
            throw new AbortException("ValidationException: " + e.getMessage());
        } catch (CommandRefusedException e) {
            throw new AbortException(e.refusal().code() + ": " + e.refusal().message());
        } catch (RefusedChangeException e) {
            throw new AbortException(e.type() + ": " + e.getMessage());
        }
    }

    /** What CodePipeline's clients call the pipeline of that job. */
    static String clientName(WorkflowJob release) {
        return WireAction.clientName(release);
    }

    /** Answers as CodePipeline's clients are answered. */
    static ObjectNode inquire(String operation, ObjectNode input) throws IOException {
        try {
            return WireAction.get().inquire(operation, input);
        } catch (ServiceException e) {
            throw new AbortException(e.code() + ": " + e.getMessage());
        }
    }
}
