package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowExecution;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.Host;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Performs the effects of one pipeline in Jenkins: its actions run in the flow of the build that makes the attempt.
 *
 * <p>After a restart of Jenkins the engine issues owed effects as soon as the pipeline is opened, while the flows of the
 * builds are loaded one by one. An owed effect therefore waits until its build is {@linkplain #live live} again.
 */
final class JenkinsHost implements Host {
    private static final Logger LOGGER = Logger.getLogger(JenkinsHost.class.getName());

    private final JobPipeline pipeline;
    private final Set<String> live = new HashSet<>();
    private final Map<String, Effect> owed = new HashMap<>();

    JenkinsHost(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }
