package io.jenkins.plugins.stagegate.plugin.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.DisableResumeJobProperty;

/** Settings of Pipeline jobs that mean something else, or nothing, for a release pipeline. */
public final class JobSettings {
    private JobSettings() {}

    /** Why an execution that waits keeps all others from starting, if it does. */
    public static Optional<String> oneAtATime(WorkflowJob job) {
        return job.isConcurrentBuild() ? Optional.empty() : Optional.of(Messages.JobSettings_notConcurrent());
    }

    /** What somebody who set them should know, one sentence each. */
    public static List<String> warnings(WorkflowJob job) {
        var warnings = new ArrayList<String>();
        oneAtATime(job).ifPresent(warnings::add);
        if (job.getProperty(DisableResumeJobProperty.class) != null) {
            warnings.add(Messages.JobSettings_notResumed());
        }
        return warnings;
    }
}
