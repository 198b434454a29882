package io.jenkins.plugins.stagegate.buildspec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a build knows of itself, besides its specification.
 *
 * @param project what CodeBuild would call its project
 * @param id of the action execution
 * @param pipeline who started it
 * @param number of the execution
 * @param revision of the primary source, if it has one
 * @param others names of the input artifacts that are not its primary source, each in a folder of its own
 * @param given names of the environment variables that the action itself has, which win
 */
public record Build(
        String project,
        String id,
        String pipeline,
        long number,
        Optional<String> revision,
        List<String> others,
        Set<String> given) {
    public Build {
        others = List.copyOf(others);
        given = Set.copyOf(given);
    }

    /** With further variables that it is given. */
    Build with(Set<String> more) {
        var all = new HashSet<>(given);
        all.addAll(more);
        return new Build(project, id, pipeline, number, revision, others, all);
    }
}
