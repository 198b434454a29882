package io.jenkins.plugins.stagegate.plugin.multibranch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.arrival.TriggerFolder;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.jvnet.hudson.test.JenkinsRule;

/** What became of what a scan found, as it is on disk. */
final class BranchVerdicts {
    private BranchVerdicts() {}

    static List<String> of(WorkflowJob job) throws Exception {
        var verdicts = new ArrayList<String>();
        for (var delivery : folder(job).deliveries()) {
            delivery.path("verdicts")
                    .forEach(one -> verdicts.add(one.path("verdict").asText()));
        }
        return verdicts;
    }

    /** Scans, and returns when all that came of it has been done. */
    static void scan(JenkinsRule jenkins, WorkflowMultiBranchProject project) throws Exception {
        project.scheduleBuild2(0).getFuture().get(100, TimeUnit.SECONDS);
        settle(jenkins, project);
    }

    static void settle(JenkinsRule jenkins, WorkflowMultiBranchProject project) throws Exception {
        for (WorkflowJob job : project.getItems()) {
            BranchStarts.settle(job);
        }
        jenkins.waitUntilNoActivityUpTo(100_000);
        for (WorkflowJob job : project.getItems()) {
            Eventually.of(() -> assertThat(waiting(job)).isZero());
        }
        jenkins.waitUntilNoActivityUpTo(100_000);
    }

    static int waiting(WorkflowJob job) throws Exception {
        return folder(job).waiting().size();
    }

    private static TriggerFolder folder(WorkflowJob job) throws Exception {
        return TriggerFolder.open(Pipelines.get().of(job).triggers());
    }
}
