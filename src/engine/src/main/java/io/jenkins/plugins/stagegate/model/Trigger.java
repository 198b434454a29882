package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.Optional;

/** What starts an execution besides a person. */
public sealed interface Trigger {
    /** The source action it is about; empty means the pipeline's only one. */
    Optional<String> sourceAction();

    /** A push to a branch or of a tag. Several filters of a pipeline are alternatives. */
    record Push(Optional<String> sourceAction, Patterns branches, Patterns tags, Patterns filePaths)
            implements Trigger {}

    /** A pull request that was opened, changed or closed. */
    record PullRequest(
            Optional<String> sourceAction, List<PullRequestEvent> events, Patterns branches, Patterns filePaths)
            implements Trigger {
        public PullRequest {
            events = List.copyOf(events);
        }
    }

    /** A time of day: a cron expression in a time zone. */
    record Schedule(Optional<String> sourceAction, String cron, Optional<String> timeZone) implements Trigger {}

    /** The success of an execution of another pipeline. Its source actions that take from that pipeline take from that execution. */
    record PipelineSuccess(String pipeline) implements Trigger {
        @Override
        public Optional<String> sourceAction() {
            return Optional.empty();
        }
    }

    /** Glob patterns; what is excluded is excluded even if it is also included. */
    record Patterns(List<String> include, List<String> exclude) {
        /** No pattern at all: everything matches. */
        public static final Patterns ANY = new Patterns(List.of(), List.of());

        public Patterns {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    /** What happened to a pull request. */
    enum PullRequestEvent {
        OPEN,
        UPDATED,
        CLOSED
    }
}
