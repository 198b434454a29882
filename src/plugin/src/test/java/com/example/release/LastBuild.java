package com.example.release;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedRule;
import io.jenkins.plugins.stagegate.plugin.provider.RuleProvider;
import io.jenkins.plugins.stagegate.plugin.provider.Setting;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;

/** Holds if the last completed build of a job succeeded: {@code rule 'LastBuild', Job: 'nightly'}. */
@Extension
public final class LastBuild extends RuleProvider {
    @Override
    public String name() {
        return "LastBuild";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("Job"));
    }

    @Override
    public StepExecution look(ProvidedRule rule) {
        return StepExecutions.synchronousNonBlockingVoid(rule.context(), context -> {
            var name = rule.settings().get("Job");
            var job = Jenkins.get().getItemByFullName(name, Job.class);
            var build = job == null ? null : job.getLastCompletedBuild();
            if (build == null) {
                throw new AbortException("'" + name + "' has no completed build. Is the job's full name right?");
            }
            if (build.getResult() != Result.SUCCESS) {
                throw new AbortException(build + " ended as " + build.getResult() + ". Mend it, and retry.");
            }
            rule.found(build + " succeeded.");
        });
    }
}
