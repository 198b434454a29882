package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.model.RootAction;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.line.LineScope;
import io.jenkins.plugins.stagegate.plugin.line.LineSwitches;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/** A page with all release pipelines of a folder, or of all of Jenkins, that its reader may read. */
@Restricted(NoExternalUse.class)
public abstract class OverviewAction implements Action {
    /** The last part of the address. */
    static final String URL = "release-pipelines";

    private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

    /**
     * A pipeline, and where its line is.
     *
     * @param name what people read in that folder
     * @param pipelineName the job's full name
     */
    public record Entry(String name, String pipelineName, String href) {}

    abstract ItemGroup<?> group();

    /** What the pipelines are those of, for the title of the page. */
    public ModelObject getOwner() {
        return group();
    }

    /** Only where there is something to see. */
    @Override
    public String getIconFileName() {
        return jobs().findAny().isPresent() ? LineAction.ICON : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.OverviewAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** The address of the view's module. */
    public String getModuleUrl() {
        return LineAction.moduleUrl();
    }

    /** The language that the rest of the page is in. */
    public String getLanguage() {
        return LineAction.language();
    }

    /** Every page of a folder asks for them: to look through all jobs each time would cost too much. */
    private Stream<WorkflowJob> jobs() {
        return ReleaseJobs.get().readable(group());
    }

    /** The pipelines by name. */
    public List<Entry> getPipelines() {
        var root = Stapler.getCurrentRequest2().getContextPath() + "/";
        return jobs().map(job -> new Entry(
                        job.getRelativeDisplayNameFrom(group()),
                        job.getFullName(),
                        root + job.getUrl() + LineAction.URL + "/"))
                .sorted(Comparator.comparing(Entry::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** Answers the same as data, for a page that stays open, or nothing new if the asker has it already. */
    @GET
    public HttpResponse doPipelines(StaplerRequest2 request) {
        var pipelines = getPipelines();
        var tag = "\"" + Integer.toHexString(pipelines.hashCode()) + "\"";
        if (tag.equals(request.getHeader("If-None-Match"))) {
            return Answers.unchanged(tag);
        }
        var answer = Answers.object();
        var all = answer.putArray("pipelines");
        pipelines.forEach(entry -> all.addObject()
                .put("name", entry.name())
                .put("pipelineName", entry.pipelineName())
                .put("href", entry.href()));
        return Answers.json(answer, tag);
    }

    /** The folder, or all of Jenkins, as something whose line can be stopped. */
    private LineScope scope() {
        return LineScope.of(group());
    }

    private ScopedLine line() {
        return new ScopedLine(scope());
    }

    /** Whether the asker may stop the line of all that is here. */
    public boolean isControlled() {
        return scope().guard().hasPermission(StageGatePermissions.CONTROL);
    }

    /** Whether somebody has stopped just that. */
    public boolean isStopped() throws IOException {
        return line().isStopped();
    }

    /** Who has stopped the line of all that is here, or of more, and why: a sentence each, for those who see a line here. */
    public List<String> getStops() throws IOException {
        return isControlled() || jobs().findAny().isPresent()
                ? LineSwitches.get().over(scope()).stream()
                        .map(OverviewAction::sentence)
                        .toList()
                : List.of();
    }

    private static String sentence(Command.StopLine stop) {
        var by = stop.by().name();
        var where = LineScope.folderOf(stop.id())
                .map(Messages::OverviewAction_folder)
                .orElseGet(Messages::OverviewAction_all);
        var sentence = stop.until()
                .map(until -> Messages.OverviewAction_stoppedUntil(by, where, until, stop.reason()))
                .orElseGet(() -> Messages.OverviewAction_stopped(by, where, stop.reason()));
        return stop.exempt().isEmpty()
                ? sentence
                : sentence + " " + Messages.OverviewAction_exempt(String.join(", ", stop.exempt()));
    }

    /**
     * Stops the line of all that is here, or changes how it is stopped.
     *
     * @param until when it ends by itself, such as {@code 2026-11-24T08:00:00Z}; may be empty
     * @param exempt names of stages with commas between them; may be empty
     */
    @RequirePOST
    @WebMethod(name = "stop-line")
    public HttpResponse doStopLine(
            @QueryParameter String reason, @QueryParameter String until, @QueryParameter String exempt)
            throws IOException {
        scope().guard().checkPermission(StageGatePermissions.CONTROL);
        var request = Answers.object().put("reason", Util.fixNull(reason).strip());
        if (request.get("reason").asText().isEmpty()) {
            return refused(Messages.OverviewAction_noReason());
        }
        Optional.ofNullable(Util.fixEmptyAndTrim(until)).ifPresent(end -> request.put("until", end));
        var exempted = request.putArray("exempt");
        COMMAS.splitAsStream(Util.fixNull(exempt).strip())
                .filter(stage -> !stage.isEmpty())
                .forEach(exempted::add);
        try {
            line().stop(request.toString());
            return HttpResponses.redirectTo(".");
        } catch (InvalidRequestException e) {
            return refused(e.getMessage());
        }
    }

    private static HttpResponse refused(String why) {
        return HttpResponses.errorWithoutStack(HttpServletResponse.SC_BAD_REQUEST, why);
    }

    /** Lets go on what {@link #doStopLine} stopped. What is stopped by the switch of more than is here stays so. */
    @RequirePOST
    @WebMethod(name = "release-line")
    public HttpResponse doReleaseLine() throws IOException {
        scope().guard().checkPermission(StageGatePermissions.CONTROL);
        line().release();
        return HttpResponses.redirectTo(".");
    }

    /** That of all of Jenkins. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Everywhere extends OverviewAction implements RootAction {
        @Override
        ItemGroup<?> group() {
            return Jenkins.get();
        }

        /** In the header of every page: from wherever somebody is to where all releases are. */
        @Override
        public boolean isPrimaryAction() {
            return true;
        }
    }
}
