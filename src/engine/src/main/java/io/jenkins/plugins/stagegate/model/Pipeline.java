package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.Optional;

/**
 * A release pipeline as declared: its stages in order, and what holds for all of them.
 *
 * @param executionMode how executions share the stages
 * @param variables pipeline variables, in the namespace {@code variables}
 * @param triggers what starts an execution besides a person
 * @param stages the stages, in the order in which every execution passes them
 */
public record Pipeline(
        ExecutionMode executionMode, List<VariableDeclaration> variables, List<Trigger> triggers, List<Stage> stages) {
    public Pipeline {
        variables = List.copyOf(variables);
        triggers = List.copyOf(triggers);
        stages = List.copyOf(stages);
    }

    /** The stage of that name, if there is one. */
    public Optional<Stage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    /** The stage that comes right after the one named, if there is one. */
    public Optional<Stage> after(String name) {
        return neighbour(name, 1);
    }

    /** The stage that comes right before the one named, if there is one. */
    public Optional<Stage> before(String name) {
        return neighbour(name, -1);
    }

    private Optional<Stage> neighbour(String name, int distance) {
        for (int i = 0; i < stages.size(); i++) {
            int j = i + distance;
            if (stages.get(i).name().equals(name) && j >= 0 && j < stages.size()) {
                return Optional.of(stages.get(j));
            }
        }
        return Optional.empty();
    }
}
