package io.jenkins.plugins.stagegate.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gates that are imposed on a pipeline, whatever its definition says.
 *
 * @param all the gates; those that guard the same stage are asked at the same time
 */
public record Gates(List<Gate> all) {
    /** No gate at all. */
    public static final Gates NONE = new Gates(List.of());

    public Gates {
        all = List.copyOf(all);
    }

    /** The definition with its gates: each guarded stage begins with an action group of them. */
    public Pipeline impose(Pipeline definition) {
        return new Pipeline(
                definition.executionMode(),
                definition.variables(),
                definition.triggers(),
                definition.stages().stream()
                        .map(stage -> before(stage, of(definition, stage.name())))
                        .toList());
    }

    /**
     * What people are asked in front of that stage, as actions. Nothing in front of the first stage: it only takes the sources,
     * so there is nothing yet to decide on.
     */
    public List<Action> of(Pipeline definition, String stage) {
        var declared =
                definition.stage(stage).filter(one -> definition.before(stage).isPresent());
        return all.isEmpty() || declared.isEmpty() ? List.of() : actions(declared.get());
    }

    private List<Action> actions(Stage stage) {
        var taken = stage.actions().stream().map(Action::name).collect(Collectors.toSet());
        return all.stream()
                .filter(gate -> gate.guards(stage.name()))
                .map(gate -> gate.action(free(gate.name(), taken)))
                .toList();
    }

    /** A definition in flight may have taken the name before there was a gate of that name. */
    private static String free(String wanted, Set<String> taken) {
        var name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    /** The stage with those actions as its first group. */
    public static Stage before(Stage stage, List<Action> gates) {
        if (gates.isEmpty()) {
            return stage;
        }
        var actions = new ArrayList<>(gates);
        actions.addAll(stage.actions());
        return new Stage(stage.name(), actions, stage.beforeEntry(), stage.onSuccess(), stage.onFailure());
    }

    /** All of both; where a name is in both, the later one holds. */
    public static List<Action> joined(List<Action> earlier, List<Action> later) {
        var byName = new LinkedHashMap<String, Action>();
        earlier.forEach(action -> byName.put(action.name(), action));
        later.forEach(action -> byName.put(action.name(), action));
        return List.copyOf(byName.values());
    }

    /** The gate that guards this stage under that name, if there is one. */
    public Optional<Gate> named(String name, String stage) {
        return all.stream()
                .filter(gate -> gate.name().equals(name) && gate.guards(stage))
                .findFirst();
    }
}
