package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a pipeline from outside: who pushes when, how long actions take and which fail, who approves and when they
 * are away, what people do; and what is expected of the pipeline then.
 *
 * @param until when the rehearsal ends, if it does not wait until nothing happens any more
 */
public record Scenario(
        String text,
        Times times,
        Optional<Instant> until,
        Manners manners,
        List<Approver> approvers,
        List<Step> steps,
        List<Recurrence> recurrences,
        List<Expectation> expectations) {
    public Scenario {
        approvers = List.copyOf(approvers);
        steps = List.copyOf(steps);
        recurrences = List.copyOf(recurrences);
        expectations = List.copyOf(expectations);
    }

    /**
     * Reads a scenario of that pipeline.
     *
     * @throws BadScenarioException with all that cannot be understood
     */
    public static Scenario read(String text, Pipeline pipeline) throws BadScenarioException {
        return new ScenarioReader(text, pipeline).read();
    }
}
