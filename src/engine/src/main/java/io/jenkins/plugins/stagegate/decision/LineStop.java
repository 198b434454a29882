package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A switch that holds every transition of a pipeline; hosts set it for many pipelines at once.
 *
 * @param id the same in every pipeline that the switch is set for
 * @param scope what it is set for, in the host's words: a folder, everything
 * @param until when it ends by itself
 * @param exempt stages that may be entered all the same
 */
public record LineStop(
        String id,
        String scope,
        String reason,
        String by,
        Instant since,
        Optional<Instant> until,
        List<String> exempt) {
    public LineStop {
        exempt = List.copyOf(exempt);
    }
}
