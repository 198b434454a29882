package io.jenkins.plugins.stagegate.plugin.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The builds of a pipeline, by the executions that they make attempts at. May be used by any thread. */
final class PipelineBuilds {
    private final JobPipeline pipeline;

    PipelineBuilds(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Writes down that a build makes the latest attempt at its execution. */
    void remember(ReleaseRun release) throws IOException {
        pipeline.index().add(release.execution(), release.run().getNumber());
    }

    /** The build that made the latest attempt at the execution, unless it was deleted. */
    Optional<WorkflowRun> latest(String execution) {
        return find(pipeline.index().build(execution));
    }

    /** The build that made the latest attempt at the execution and those that it goes on from, as far as they exist. */
    List<WorkflowRun> all(String execution) {
        var chain = new ArrayList<WorkflowRun>();
        var next = latest(execution);
        while (next.isPresent()) {
            chain.add(next.get());
            next = find(ReleaseRun.of(next.get()).map(ReleaseRun::origin).orElse(OptionalInt.empty()));
        }
        return chain;
    }

    /** The number of the build that made the latest attempt at the execution, whether or not it still exists; 0 if none. */
    int number(String execution) {
        return pipeline.index().build(execution).orElse(0);
    }

    private Optional<WorkflowRun> find(OptionalInt number) {
        return number.isPresent()
                ? Optional.ofNullable(pipeline.job().getBuildByNumber(number.getAsInt()))
                : Optional.empty();
    }
}
