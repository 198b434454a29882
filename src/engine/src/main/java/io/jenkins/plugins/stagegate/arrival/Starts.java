package io.jenkins.plugins.stagegate.arrival;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Starts what triggers ask for, each token once. */
final class Starts {
    private final TriggeredPipeline pipeline;
    private final Set<String> asked = new HashSet<>();

    Starts(TriggeredPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Starts an execution, unless there was one.
     *
     * @return what became of it, for people; empty as long as it is about to start
     */
    Optional<String> start(Start start) throws NotStartedException, IOException {
        var before = pipeline.started(start.token());
        if (before.isPresent() && !asked.remove(start.token())) {
            return Optional.of("had already started execution " + before.get());
        }
        if (before.isPresent()) {
            return Optional.of("started execution " + before.get());
        }
        try {
            pipeline.start(start);
        } catch (NotStartedException e) {
            asked.remove(start.token());
            throw e;
        }
        var number = pipeline.started(start.token());
        if (number.isEmpty()) {
            asked.add(start.token());
        }
        return number.map("started execution "::concat);
    }
}
