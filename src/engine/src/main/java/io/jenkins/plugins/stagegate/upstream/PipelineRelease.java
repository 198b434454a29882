package io.jenkins.plugins.stagegate.upstream;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.ExecutionType;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An execution of another pipeline that went through all of it, as a source: what it put out can be taken.
 *
 * <p>A rollback is none, for it went through one stage only.
 *
 * @param pipeline the other pipeline's name
 */
public record PipelineRelease(String pipeline, Execution execution) {
    /** The revision type that names an execution when a source is overridden. CodePipeline has no such source. */
    public static final String REVISION_TYPE = SourceOverride.PIPELINE_EXECUTION;

    private static final int PIECE = 20;

    /**
     * The newest one.
     *
     * @param above only one with a greater number; 0 for any
     */
    public static Optional<PipelineRelease> newest(PipelineEngine other, long above) throws IOException {
        long below = Long.MAX_VALUE;
        while (true) {
            var piece = other.latest(below, PIECE);
            for (Execution execution : piece) {
                below = execution.start().number();
                if (below <= above) {
                    return Optional.empty();
                }
                if (released(execution)) {
                    return Optional.of(new PipelineRelease(other.state().name(), execution));
                }
            }
            if (piece.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /**
     * The one to take from.
     *
     * @param wanted the id of an execution; empty for the newest
     * @throws SourceException if there is none, or if the one that is wanted did not succeed
     */
    public static PipelineRelease of(PipelineEngine other, Optional<String> wanted)
            throws SourceException, IOException {
        var name = other.state().name();
        if (wanted.isEmpty()) {
            return newest(other, 0)
                    .orElseThrow(() -> refused("No execution of '" + name + "' has succeeded yet. Release it first."));
        }
        var execution = other.execution(wanted.get())
                .orElseThrow(() -> refused("'" + name + "' has no execution " + wanted.get()
                        + ". Name one by the id that its history shows."));
        if (!released(execution)) {
            throw refused("Execution " + execution.start().number() + " of '" + name
                    + "' did not succeed, or was a rollback. Name one that went through all stages.");
        }
        return new PipelineRelease(name, execution);
    }

    private static boolean released(Execution execution) {
        return execution.status() == ExecutionStatus.SUCCEEDED
                && execution.start().type() == ExecutionType.STANDARD;
    }

    /** An artifact that it put out. */
    public Artifact artifact(String name) throws SourceException {
        var found = execution.artifacts().get(name);
        if (found == null) {
            var names = execution.artifacts().keySet();
            throw refused(this + " put out no artifact '" + name + "', but "
                    + (names.isEmpty() ? "none at all" : String.join(", ", names)) + ". "
                    + Nearest.suggestion(name, names));
        }
        return found;
    }

    /** The output variables of who takes from it. */
    public Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PipelineName", pipeline);
        variables.put("ExecutionId", execution.id());
        variables.put("ExecutionNumber", String.valueOf(execution.start().number()));
        return variables;
    }

    /** The same for the history of who takes from it; author and summary are those of the change that it released. */
    public SourceRevision as(String action) {
        var change = execution.revisions().stream().findFirst();
        return new SourceRevision(
                action,
                execution.id(),
                this + change.map(one -> ": " + one.summary()).orElse(""),
                "",
                change.flatMap(SourceRevision::author),
                Optional.empty());
    }

    private static SourceException refused(String message) {
        return new SourceException(ActionFailure.CONFIGURATION, message.strip());
    }

    @Override
    public String toString() {
        return pipeline + " #" + execution.start().number();
    }
}
