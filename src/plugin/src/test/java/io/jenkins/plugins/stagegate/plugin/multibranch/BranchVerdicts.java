package io.jenkins.plugins.stagegate.plugin.multibranch;

import io.jenkins.plugins.stagegate.arrival.TriggerFolder;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

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

    static int waiting(WorkflowJob job) throws Exception {
        return folder(job).waiting().size();
    }

    private static TriggerFolder folder(WorkflowJob job) throws Exception {
        return TriggerFolder.open(Pipelines.get().of(job).triggers());
    }
}
