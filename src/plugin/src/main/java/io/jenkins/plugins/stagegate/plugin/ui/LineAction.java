package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Functions;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.api.ExecutionFilter;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/** The page of a pipeline: its line, and below the same address all that the line asks for and does. */
@Restricted(NoExternalUse.class)
public final class LineAction implements Action, StaplerProxy {
    /** The last part of the address. */
    public static final String URL = "stage-gate";

    static final String ICON = "symbol-git-branch-outline plugin-ionicons-api";

    private static final String VIEW = "io/jenkins/plugins/stagegate/view/stage-gate.js";

    private final WorkflowJob job;

    LineAction(WorkflowJob job) {
        this.job = job;
    }

    public WorkflowJob getJob() {
        return job;
    }

    @Override
    public String getIconFileName() {
        return ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.LineAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** The address of the view's module: a resource of the plugin that browsers may keep. */
    public String getModuleUrl() {
        return moduleUrl();
    }

    static String moduleUrl() {
        return Jenkins.get().getAdjuncts("").rootURL + "/" + VIEW;
    }

    /** Where this pipeline and those beside it are shown together, below Jenkins' own address. */
    public String getOverviewUrl() {
        return job.getParent().getUrl() + OverviewAction.URL + "/";
    }

    /** The language that the rest of the page is in. */
    public String getLanguage() {
        return language();
    }

    static String language() {
        return Functions.getCurrentLocale().toLanguageTag();
    }

    /** The end of the address of the line that leads to where people are asked about an execution. */
    public static String question(String execution, String stage, String action) {
        return "?execution=" + Util.rawEncode(execution) + "&stage=" + Util.rawEncode(stage) + "&action="
                + Util.rawEncode(action);
    }

    /** All that answers below this address. Nobody gets there who cannot read the job. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    /** Answers the state, or nothing new if the asker has it already. */
    @GET
    public HttpResponse doState(StaplerRequest2 request) {
        return read(reads -> {
            var tag = reads.tag();
            return tag.equals(request.getHeader("If-None-Match"))
                    ? Answers.unchanged(tag)
                    : Answers.json(reads.state(), tag);
        });
    }

    @GET
    public HttpResponse doExecutions(
            @QueryParameter String maxResults,
            @QueryParameter String nextToken,
            @QueryParameter String status,
            @QueryParameter String succeededInStage,
            @QueryParameter String text) {
        var which = new ExecutionFilter(Util.fixNull(status), Util.fixNull(succeededInStage), Util.fixNull(text));
        return read(reads -> Answers.json(reads.executions(
                which,
                Optional.ofNullable(Util.fixEmpty(maxResults)).map(Integer::valueOf),
                Optional.ofNullable(Util.fixEmpty(nextToken)).map(Long::valueOf))));
    }

    @GET
    public HttpResponse doExecution(@QueryParameter String pipelineExecutionId) {
        return read(reads -> found(reads.execution(pipelineExecutionId), pipelineExecutionId));
    }

    /** Answers what one execution has beyond another one. */
    @GET
    public HttpResponse doChanges(@QueryParameter String from, @QueryParameter String to) {
        return read(reads -> found(reads.changes(from, to), from + ", " + to));
    }

    /** Answers where the bundles of an execution were made and used. */
    @GET
    public HttpResponse doUses(@QueryParameter String pipelineExecutionId) {
        return read(reads -> found(reads.uses(pipelineExecutionId), pipelineExecutionId));
    }

    private static HttpResponse found(Optional<ObjectNode> answer, String execution) {
        return answer.map(Answers::json)
                .orElseGet(() -> Answers.refused(
                        "PipelineExecutionNotFoundException", Messages.Changes_unknownExecution(execution)));
    }

    /** Answers a piece of an action's log. */
    @GET
    public HttpResponse doLog(
            @QueryParameter String actionExecutionId,
            @QueryParameter String pipelineExecutionId,
            @QueryParameter long start) {
        return read(reads -> reads.log(
                        Util.fixNull(actionExecutionId), Optional.ofNullable(Util.fixEmpty(pipelineExecutionId)), start)
                .orElseGet(() -> Answers.refused(
                        "ActionExecutionNotFoundException", Messages.LineAction_unknownAction(actionExecutionId))));
    }

    @RequirePOST
    public HttpResponse doStart(StaplerRequest2 request) {
        return change(request, Operation.START);
    }

    @RequirePOST
    public HttpResponse doApprove(StaplerRequest2 request) {
        return change(request, Operation.APPROVE);
    }

    @RequirePOST
    public HttpResponse doTransition(StaplerRequest2 request) {
        return change(request, Operation.TRANSITION);
    }

    @RequirePOST
    public HttpResponse doRetry(StaplerRequest2 request) {
        return change(request, Operation.RETRY);
    }

    @RequirePOST
    public HttpResponse doStop(StaplerRequest2 request) {
        return change(request, Operation.STOP);
    }

    @RequirePOST
    public HttpResponse doRollback(StaplerRequest2 request) {
        return change(request, Operation.ROLLBACK);
    }

    @RequirePOST
    public HttpResponse doOverride(StaplerRequest2 request) {
        return change(request, Operation.OVERRIDE);
    }

    @RequirePOST
    @WebMethod(name = "stop-line")
    public HttpResponse doStopLine(StaplerRequest2 request) {
        return change(request, Operation.STOP_LINE);
    }

    @RequirePOST
    @WebMethod(name = "release-line")
    public HttpResponse doReleaseLine(StaplerRequest2 request) {
        return change(request, Operation.RELEASE_LINE);
    }

    @RequirePOST
    @WebMethod(name = "force-entry")
    public HttpResponse doForceEntry(StaplerRequest2 request) {
        return change(request, Operation.FORCE_ENTRY);
    }

    private HttpResponse change(StaplerRequest2 request, Operation operation) {
        job.checkPermission(operation.permission());
        try {
            return Answers.json(operation.make(job, Body.read(request)));
        } catch (InvalidRequestException e) {
            return Answers.refused("ValidationException", e.getMessage());
        } catch (CommandRefusedException e) {
            return Answers.refused(e.refusal().code(), e.refusal().message());
        } catch (RefusedChangeException e) {
            return Answers.refused(e.type(), e.getMessage());
        } catch (IOException e) {
            return Answers.failed(e.getMessage());
        }
    }

    private interface Read {
        HttpResponse answer(Reads reads) throws IOException;
    }

    private HttpResponse read(Read read) {
        try {
            return read.answer(new Reads(Pipelines.get().of(job)));
        } catch (NumberFormatException e) {
            return Answers.refused("ValidationException", Messages.LineAction_noNumber());
        } catch (IOException e) {
            return Answers.failed(e.getMessage());
        }
    }

    /** Puts the page on every job that has a release pipeline. */
    @Extension
    public static final class Factory extends TransientActionFactory<WorkflowJob> {
        @Override
        public Class<WorkflowJob> type() {
            return WorkflowJob.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull WorkflowJob job) {
            return job.getDefinition() instanceof ReleaseDefinition ? List.of(new LineAction(job)) : List.of();
        }
    }
}
