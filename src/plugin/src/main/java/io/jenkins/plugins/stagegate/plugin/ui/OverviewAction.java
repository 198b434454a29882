package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.model.RootAction;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;

/** A page with all release pipelines of a folder, or of all of Jenkins, that its reader may read. */
@Restricted(NoExternalUse.class)
public abstract class OverviewAction implements Action {
    /** The last part of the address. */
    static final String URL = "release-pipelines";

    /** A pipeline, and where its line is. */
    public record Entry(String name, String href) {}

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

    /** Jenkins lists no item that the asker may not read. */
    private Stream<WorkflowJob> jobs() {
        return StreamSupport.stream(group().allItems(WorkflowJob.class).spliterator(), false)
                .filter(job -> job.getDefinition() instanceof ReleaseDefinition && job.hasPermission(Item.READ));
    }

    /** The pipelines by name. */
    public List<Entry> getPipelines() {
        var root = Stapler.getCurrentRequest2().getContextPath() + "/";
        return jobs().map(job ->
                        new Entry(job.getRelativeDisplayNameFrom(group()), root + job.getUrl() + LineAction.URL + "/"))
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
        pipelines.forEach(entry -> all.addObject().put("name", entry.name()).put("href", entry.href()));
        return Answers.json(answer, tag);
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

        /** Every page of Jenkins asks for it: to look through all jobs would cost too much. */
        @Override
        public String getIconFileName() {
            return LineAction.ICON;
        }
    }
}
