package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Queue;
import io.jenkins.plugins.stagegate.plugin.job.JobSettings;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Builds of a job that cannot begin, and why, as Jenkins' queue says. The engine does not know of them yet.
 *
 * @param sentences one for each reason
 */
record QueuedBuilds(List<String> sentences) {
    static QueuedBuilds of(WorkflowJob job) {
        var held = Jenkins.get().getQueue().getItems(job).stream()
                .filter(item -> !(item instanceof Queue.WaitingItem)) // its quiet period is soon over
                .toList();
        if (held.isEmpty()) {
            return new QueuedBuilds(List.of());
        }
        // What Jenkins says of a job without concurrent builds has a time in it that differs whenever one asks.
        var why = job.isConcurrentBuild() || !job.isBuilding()
                ? held.stream().map(item -> Objects.toString(item.getWhy(), "")).distinct()
                : Stream.of(Messages.QueuedBuilds_oneAtATime());
        var sentences = why.map(reason -> Messages.QueuedBuilds_sentence(held.size(), reason));
        return new QueuedBuilds(
                Stream.concat(sentences, JobSettings.oneAtATime(job).stream()).toList());
    }

    void addTo(ObjectNode state) {
        if (!sentences.isEmpty()) {
            var queued = state.putArray("queuedBuilds");
            sentences.forEach(queued::add);
        }
    }
}
