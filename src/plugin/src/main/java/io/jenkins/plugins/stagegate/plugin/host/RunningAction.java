package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * An action that the steps of a build perform, as the engine knows it.
 *
 * @param revisionBefore what it took in the execution before, if it is a source action
 */
record RunningAction(
        ActionRun run, Action declaration, List<SourceOverride> overrides, Optional<SourceRevision> revisionBefore) {
    /** What the action execution or rule execution of that id takes in; what its workspace begins with comes first. */
    static List<Artifact> inputs(WorkflowRun build, String id) throws IOException {
        var rule = RunningRule.find(Pipelines.get().of(build.getParent()).state(), id);
        if (rule.isPresent()) {
            return rule.get().inputs();
        }
        var action = of(build, id);
        return BuildSettings.has(action.declaration().type())
                ? BuildspecFile.of(action).settings().ordered(action.run().inputs(), Artifact::name)
                : action.run().inputs();
    }

    /**
     * The action execution of that id.
     *
     * @throws IOException if the engine knows none
     */
    static RunningAction of(WorkflowRun build, String id) throws IOException {
        var state = Pipelines.get().of(build.getParent()).state();
        var found = state.locate(id).orElseThrow(() -> new AbortException(Messages.RunningAction_unknown(id)));
        var start = found.execution().start();
        return new RunningAction(
                found.run(),
                found.declaration(state),
                start.overrides(),
                state.revisionBefore(start.number(), found.run().action()));
    }
}
