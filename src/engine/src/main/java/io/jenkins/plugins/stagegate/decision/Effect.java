package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be done outside after an event is on disk. */
public sealed interface Effect {
    /** The id of the action or rule execution, by which hosts tell "again" from "new". */
    String actionExecution();

    /**
     * An action is to be performed.
     *
     * @param action with every variable resolved
     * @param inputs the artifacts that it takes in
     * @param override the revision that a source action is to take
     * @param variables those of the pipeline, with their values in this execution
     */
    record StartAction(
            String execution,
            long number,
            String stage,
            Action action,
            String actionExecution,
            int attempt,
            List<Artifact> inputs,
            Optional<SourceOverride> override,
            Map<String, String> variables)
            implements Effect {}

    /** People are to be told that their decision is wanted. */
    record AskApproval(
            String execution, long number, String stage, Action action, String actionExecution, ApprovalRequest request)
            implements Effect {}

    /**
     * A rule is to be looked at that the engine cannot judge itself.
     *
     * @param rule with every variable resolved
     * @param environment what its commands find besides the host's own variables
     * @param actionExecution the rule execution's id
     * @param inputs the artifacts that it takes in
     * @param variables those of the pipeline, with their values in this execution
     */
    record CheckRule(
            String execution,
            long number,
            String stage,
            Rule rule,
            String actionExecution,
            List<Artifact> inputs,
            Map<String, String> environment,
            Map<String, String> variables)
            implements Effect {}

    /** Nobody waits for this action or rule any more; whatever does it may be ended. */
    record StopAction(String execution, String actionExecution, String reason) implements Effect {}
}
