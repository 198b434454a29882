package io.jenkins.plugins.stagegate.codepipeline;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The executions of a pipeline, the newest first, read as far as somebody looks. */
final class Executions {
    private static final int AT_ONCE = 50;

    private Executions() {}

    /** Those with a smaller number. */
    static Stream<Execution> below(PipelineEngine engine, long number) {
        return Stream.iterate(
                        read(engine, number),
                        page -> !page.isEmpty(),
                        page -> read(engine, page.get(page.size() - 1).start().number()))
                .flatMap(List::stream);
    }

    private static List<Execution> read(PipelineEngine engine, long below) {
        try {
            return engine.latest(below, AT_ONCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The execution that this member names, if the call names one. */
    static Optional<Execution> named(PipelineEngine engine, Optional<String> id) throws ServiceException, IOException {
        return id.isEmpty() ? Optional.empty() : Optional.of(find(engine, id.get()));
    }

    /** The execution of that id. */
    static Execution find(PipelineEngine engine, String id) throws ServiceException, IOException {
        return engine.execution(id)
                .orElseThrow(() -> new ServiceException(
                        "PipelineExecutionNotFoundException",
                        "The pipeline does not have an execution with id '" + id + "'"));
    }
}
