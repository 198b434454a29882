package io.jenkins.plugins.stagegate.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows when a stage fails.
 *
 * @param retry automatic retries that come first
 * @param rollback whether to roll back when no retry is left, provided that the conditions, if any, are met
 */
public record FailureResponse(Optional<AutomaticRetry> retry, boolean rollback, List<Condition> conditions) {
    public FailureResponse {
        conditions = List.copyOf(conditions);
    }

    /**
     * Retries without a person.
     *
     * @param attempts how often at most; CodePipeline knows 1
     * @param backOff how long to wait before the first one; it doubles each time
     */
    public record AutomaticRetry(RetryMode mode, int attempts, Duration backOff) {}
}
