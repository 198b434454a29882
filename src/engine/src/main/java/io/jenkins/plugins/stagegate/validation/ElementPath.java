package io.jenkins.plugins.stagegate.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from the pipeline to one of its parts, in the model's terms: {@code stages[2].actions[0].inputs[1]}. It holds for
 * whatever spelling the pipeline came in.
 *
 * @param steps from the outside in; none is the pipeline itself
 */
public record ElementPath(List<String> steps) {
    /** The pipeline itself. */
    public static final ElementPath PIPELINE = new ElementPath(List.of());

    public ElementPath {
        steps = List.copyOf(steps);
    }

    /** The stage with that index. */
    public static ElementPath stage(int index) {
        return PIPELINE.item("stages", index);
    }

    /** The component of that name. */
    public ElementPath field(String name) {
        var longer = new ArrayList<>(steps);
        longer.add(name);
        return new ElementPath(longer);
    }

    /** One element of the list of that name. */
    public ElementPath item(String name, int index) {
        return field(name + "[" + index + "]");
    }

    /** One value of the map of that name. */
    public ElementPath entry(String name, String key) {
        return field(name + "['" + key + "']");
    }

    /** The part that holds this one; the pipeline is in nothing. */
    public Optional<ElementPath> parent() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(new ElementPath(steps.subList(0, steps.size() - 1)));
    }

    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
