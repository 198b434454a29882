package io.jenkins.plugins.stagegate.plugin.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.BuildBadgeAction;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.decision.Waiting;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/** The execution of a build: a page of its own below the build's, what it waits for on that and beside it in lists. */
@Restricted(NoExternalUse.class)
public final class ExecutionAction implements BuildBadgeAction, StaplerProxy {
    private final ReleaseRun release;

    ExecutionAction(ReleaseRun release) {
        this.release = release;
    }

    @Override
    public String getIconFileName() {
        return LineAction.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.ExecutionAction_displayName();
    }

    @Override
    public String getUrlName() {
        return LineAction.URL;
    }

    /** Nobody gets to the page who cannot read the job. */
    @Override
    public Object getTarget() {
        release.run().getParent().checkPermission(Item.READ);
        return this;
    }

    /** The build. */
    public WorkflowRun getRun() {
        return release.run();
    }

    /** The address of the line, below Jenkins' own. */
    public String getLineUrl() {
        return release.run().getParent().getUrl() + LineAction.URL + "/";
    }

    /** The address of the view's module. */
    public String getModuleUrl() {
        return LineAction.moduleUrl();
    }

    /** The language that the rest of the page is in. */
    public String getLanguage() {
        return LineAction.language();
    }

    /** The id of the execution. */
    public String getExecution() {
        return release.execution();
    }

    /** Why the execution does not move, and what would free it; nothing if it moves. */
    public List<String> getSentences() throws IOException {
        if (!release.run().isBuilding()) {
            return List.of();
        }
        var state = Pipelines.get().of(release.run().getParent()).state();
        var decided = state.stages().keySet().stream()
                .flatMap(stage -> Waiting.at(state, stage).stream())
                .filter(waiting -> waiting.execution().equals(release.execution()))
                .map(WaitingWords::of);
        return Stream.concat(decided, ExecutorWaits.of(release.run().getParent()).sentences(release.run()).stream())
                .toList();
    }

    /** Whether the build is kept because somebody may still need its artifacts. */
    public boolean isKept() {
        return release.kept();
    }

    /** The same in one line, for a badge. */
    public String getTooltip() throws IOException {
        return String.join(" ", getSentences());
    }

    /** Puts this on every build of a release pipeline. */
    @Extension
    public static final class Factory extends TransientActionFactory<WorkflowRun> {
        @Override
        public Class<WorkflowRun> type() {
            return WorkflowRun.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return ExecutionAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull WorkflowRun run) {
            return ReleaseRun.of(run).map(ExecutionAction::new).map(List::of).orElse(List.of());
        }
    }
}
