package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.Extension;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import io.jenkins.plugins.stagegate.plugin.provider.Setting;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Starts another job: what {@code job 'folder/name'} means in a definition. */
@Extension
public final class JobProvider extends ActionProvider {
    static final String JOB = "job";
    static final String WAIT = "wait";
    static final String ACCEPT_UNSTABLE = "acceptUnstable";

    @Override
    public String name() {
        return ActionType.JENKINS_JOB;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required(JOB),
                Setting.optional(WAIT),
                Setting.optional(ACCEPT_UNSTABLE),
                Setting.family(ActionType.PARAMETER_PREFIX));
    }

    @Override
    public StepExecution start(ProvidedAction action) {
        return new JobExecution(action);
    }
}
