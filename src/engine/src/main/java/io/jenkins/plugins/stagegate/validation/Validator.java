package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;

/** Says what in a pipeline makes no sense. */
public final class Validator {
    private static final List<Check> CHECKS = List.of(
            new StageOrder(),
            new Limits(),
            new Names(),
            new UniqueNames(),
            new Namespaces(),
            new Inputs(),
            new Artifacts(),
            new Performable(),
            new Objects(),
            new References(),
            new Conditions(),
            new Triggers(),
            new TriggerPatterns(),
            new Followed(),
            new Schedules());

    private Validator() {}

    /** Everything that is wrong with the pipeline; nothing means that it can be run. */
    public static List<Finding> validate(Pipeline pipeline) {
        return validate(pipeline, Surroundings.NONE);
    }

    /** The same where the pipeline finds these surroundings. */
    public static List<Finding> validate(Pipeline pipeline, Surroundings surroundings) {
        var findings = new Findings();
        CHECKS.forEach(check -> check.check(pipeline, findings));
        new Approvals(surroundings.notifiers()).check(pipeline, findings);
        new Rules(surroundings.rules()).check(pipeline, findings);
        new ImposedNames(surroundings.gates()).check(pipeline, findings);
        return findings.all();
    }
}
