package io.jenkins.plugins.stagegate.plugin.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.BuildBadgeAction;
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

/** What a build waits for, on its own page and beside it in lists; and the way from it to the line. */
@Restricted(NoExternalUse.class)
public final class RunWaits implements BuildBadgeAction {
    private final ReleaseRun release;

    RunWaits(ReleaseRun release) {
        this.release = release;
    }

    @Override
    public String getIconFileName() {
        return LineAction.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.LineAction_displayName();
    }

    /** The address of the line. */
    @Override
    public String getUrlName() {
        return "/" + release.run().getParent().getUrl() + LineAction.URL;
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
            return RunWaits.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull WorkflowRun run) {
            return ReleaseRun.of(run).map(RunWaits::new).map(List::of).orElse(List.of());
        }
    }
}
