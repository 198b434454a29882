package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.cli.CLICommand;
import hudson.model.Job;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.plugin.ui.LineAction;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import io.jenkins.plugins.stagegate.plugin.ui.RefusedChangeException;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** A command that answers with CodePipeline's JSON. What is refused ends with status 5. */
abstract class VerbCommand extends CLICommand {
    @Override
    protected int run() throws IOException {
        stdout.println(answer().toPrettyString());
        return 0;
    }

    /** Does what the command is for. */
    abstract ObjectNode answer() throws IOException;

    /** The job as a release pipeline. */
    static WorkflowJob release(Job<?, ?> job) throws AbortException {
        if (job instanceof WorkflowJob release && job.getAction(LineAction.class) != null) {
            return release;
        }
        throw new AbortException(Messages.PipelineCommand_noPipeline(job.getFullName()));
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
            throw invalid(e);
        } catch (CommandRefusedException e) {
            throw new AbortException(e.refusal().code() + ": " + e.refusal().message());
        } catch (RefusedChangeException e) {
            throw new AbortException(e.type() + ": " + e.getMessage());
        }
    }

    static AbortException invalid(InvalidRequestException e) {
        return new AbortException("ValidationException: " + e.getMessage());
    }
}
