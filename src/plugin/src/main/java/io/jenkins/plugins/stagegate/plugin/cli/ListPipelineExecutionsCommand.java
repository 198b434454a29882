package io.jenkins.plugins.stagegate.plugin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import io.jenkins.plugins.stagegate.api.ExecutionFilter;
import io.jenkins.plugins.stagegate.plugin.ui.Reads;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.args4j.Option;

/** Lists executions, the newest first. */
@Extension
public final class ListPipelineExecutionsCommand extends PipelineCommand {
    @Option(name = "--max-results", metaVar = "N", usage = "At most that many; 100 unless told")
    public int most = 100;

    @Option(name = "--next-token", metaVar = "TOKEN", usage = "Go on behind the page that ended with this token")
    public Long token;

    @Override
    public String getShortDescription() {
        return Messages.ListPipelineExecutions_shortDescription();
    }

    @Override
    ObjectNode answer(WorkflowJob release) throws IOException {
        return new Reads(pipeline(release))
                .executions(ExecutionFilter.of(Map.of()), Optional.of(most), Optional.ofNullable(token));
    }
}
