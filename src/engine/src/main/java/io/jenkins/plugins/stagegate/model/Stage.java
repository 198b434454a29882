package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A unit that holds one execution at a time (except in {@link ExecutionMode#PARALLEL}).
 *
 * @param actions all its actions; those with the same run order form an {@linkplain #actionGroups action group}
 * @param beforeEntry conditions that must hold for an execution to enter
 * @param onSuccess conditions that must hold for the stage to count as succeeded
 * @param onFailure what follows when the stage fails
 */
public record Stage(
        String name,
        List<Action> actions,
        List<Condition> beforeEntry,
        List<Condition> onSuccess,
        Optional<FailureResponse> onFailure) {
    public Stage {
        actions = List.copyOf(actions);
        beforeEntry = List.copyOf(beforeEntry);
        onSuccess = List.copyOf(onSuccess);
    }

    /** A stage without conditions. */
    public Stage(String name, List<Action> actions) {
        this(name, actions, List.of(), List.of(), Optional.empty());
    }

    /** The action of that name, if there is one. */
    public Optional<Action> action(String actionName) {
        return actions.stream()
                .filter(action -> action.name().equals(actionName))
                .findFirst();
    }

    /** The actions by run order, lowest first: the actions of one list run in parallel, the lists one after the other. */
    public List<List<Action>> actionGroups() {
        var groups = new TreeMap<Integer, List<Action>>();
        for (Action action : actions) {
            groups.merge(action.runOrder(), List.of(action), (left, right) -> {
                var both = new java.util.ArrayList<>(left);
                both.addAll(right);
                return List.copyOf(both);
            });
        }
        return List.copyOf(groups.values());
    }
}
