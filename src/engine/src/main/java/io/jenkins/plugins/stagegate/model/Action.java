package io.jenkins.plugins.stagegate.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One task of a stage.
 *
 * @param name unique in its stage
 * @param type category and provider: who performs it
 * @param runOrder actions of a stage with the same run order run in parallel; 1 to 999
 * @param configuration settings of the provider, possibly with {@code #{namespace.key}} in their values
 * @param work what is run, for actions that run something of the author's
 * @param inputs names of the artifacts it takes in
 * @param outputs artifacts it puts out
 * @param exports names of environment variables whose values become its output variables
 * @param namespace where its output variables can be referred to, if anywhere
 * @param environment environment variables it runs with, possibly with {@code #{namespace.key}} in their values
 * @param timeout how long it may take; each provider has its own default
 * @param agent where it runs: a label expression of the host; empty means anywhere
 * @param approval what the approvers are asked, for actions of category {@link ActionCategory#APPROVAL}
 */
public record Action(
        String name,
        ActionType type,
        int runOrder,
        Map<String, String> configuration,
        Work work,
        List<String> inputs,
        List<OutputArtifact> outputs,
        List<String> exports,
        Optional<String> namespace,
        Map<String, String> environment,
        Optional<Duration> timeout,
        Agent agent,
        Optional<ApprovalSettings> approval) {
    public Action {
        configuration = Ordered.copyOf(configuration);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        exports = List.copyOf(exports);
        environment = Ordered.copyOf(environment);
    }
}
