package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.model.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/** What would keep a step from starting, found by making it as its start would, but not starting it. */
public final class StepTrial {
    private StepTrial() {}

    /** What the step's own class says against the call, if it says something. Steps in its block are not looked at. */
    public static Optional<String> objection(Step step) {
        try {
            var resolved = StepResolver.resolve(Call.all(List.of(step)).get(0));
            try {
                resolved.instantiate(TaskListener.NULL);
                return Optional.empty();
            } catch (Exception | LinkageError e) {
                return Optional.of(message(e).orElseGet(() -> missing(resolved)));
            }
        } catch (AbortException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A step that does not say what it misses misses what it requires. */
    private static String missing(StepResolver resolved) {
        return Messages.StepTrial_requires(DescribableModel.of(resolved.descriptor().clazz).getParameters().stream()
                .filter(parameter ->
                        parameter.isRequired() && !resolved.arguments().containsKey(parameter.getName()))
                .map(DescribableParameter::getName)
                .collect(Collectors.joining(", ")));
    }

    /** What is wrong is in the innermost cause; around it is where it was found. */
    private static Optional<String> message(Throwable problem) {
        Throwable innermost = problem;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return Optional.ofNullable(innermost.getMessage());
    }
}
