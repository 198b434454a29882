package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.host.TriggerCause;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What people and programs do to a pipeline, and what they need for it, whichever way they come. */
@Restricted(NoExternalUse.class)
public enum Operation {
    START(Item.BUILD, Changes::start),
    RETRY(Item.BUILD, Changes::retry),
    STOP(Item.CANCEL, Changes::stop),
    APPROVE(StageGatePermissions.APPROVE, Changes::approve),
    TRANSITION(StageGatePermissions.CONTROL, Changes::transition),
    ROLLBACK(StageGatePermissions.CONTROL, Changes::rollback),
    OVERRIDE(StageGatePermissions.CONTROL, Changes::override),
    STOP_LINE(StageGatePermissions.CONTROL, Changes::stopLine),
    RELEASE_LINE(StageGatePermissions.CONTROL, Changes::releaseLine),
    FORCE_ENTRY(StageGatePermissions.CONTROL, Changes::forceEntry);

    private final Permission permission;
    private final Change change;

    Operation(Permission permission, Change change) {
        this.permission = permission;
        this.change = change;
    }

    private interface Change {
        ObjectNode make(Changes changes, String json)
                throws InvalidRequestException, IOException, CommandRefusedException, RefusedChangeException;
    }

    /** What one must be allowed on the job. */
    public Permission permission() {
        return permission;
    }

    /**
     * Does it. Whoever calls this has checked the permission.
     *
     * @param json the request in CodePipeline's shape
     */
    public ObjectNode make(WorkflowJob job, String json)
            throws InvalidRequestException, IOException, CommandRefusedException, RefusedChangeException {
        return change.make(new Changes(Pipelines.get().of(job)), json);
    }

    /**
     * Starts an execution, as {@link #START} does, for a reason of its own.
     *
     * @return the id of the execution that it leads to: if it was asked for before, the one of then
     */
    public static String start(WorkflowJob job, Command.Start start)
            throws IOException, CommandRefusedException, RefusedChangeException {
        return new Changes(Pipelines.get().of(job))
                .start(start, new TriggerCause(start.trigger()), new Cause.UserIdCause());
    }
}
