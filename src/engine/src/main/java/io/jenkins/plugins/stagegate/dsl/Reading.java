package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;

/** What became of reading a definition. */
public sealed interface Reading {
    /** The definition says a pipeline. */
    record Read(Pipeline pipeline, Positions positions) implements Reading {}

    /**
     * The definition says no pipeline that could be run.
     *
     * @param problems at least one, in the order of the text
     */
    record Refused(List<Problem> problems) implements Reading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
