package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The stages, actions and rules that a scenario can name. */
public final class Cast {
    /** Takes every name as it comes. */
    public static final Cast ANY = new Cast(List.of());

    private final List<Stage> stages;

    private Cast(List<Stage> stages) {
        this.stages = stages;
    }

    /** The names of this pipeline, and no others. */
    public static Cast of(Pipeline pipeline) {
        return new Cast(pipeline.stages());
    }

    String stage(Words words) {
        var word = words.name("a stage");
        require(word, stages.stream().map(Stage::name).toList(), "stage");
        return word.text();
    }

    Part action(Word word) {
        return part(word, "action", stage -> stage.actions().stream().map(action -> action.name()));
    }

    Part approval(Word word) {
        return part(word, "approval", stage -> stage.actions().stream()
                .filter(action -> action.approval().isPresent())
                .map(action -> action.name()));
    }

    Part rule(Word word) {
        return part(word, "rule", stage -> Stream.of(Hook.values())
                .flatMap(hook -> hook.conditions(stage).stream())
                .flatMap(condition -> condition.rules().stream())
                .map(rule -> rule.name()));
    }

    /** Every name of a stage, an action or a rule. */
    Set<String> all() {
        var names = new TreeSet<String>();
        for (Stage stage : stages) {
            names.add(stage.name());
            stage.actions().forEach(action -> names.add(action.name()));
            for (Hook hook : Hook.values()) {
                hook.conditions(stage).forEach(condition -> condition.rules().forEach(rule -> names.add(rule.name())));
            }
        }
        return names;
    }

    private Part part(Word word, String kind, Function<Stage, Stream<String>> names) {
        var possible = new ArrayList<String>();
        for (Stage stage : stages) {
            names.apply(stage).forEach(name -> {
                possible.add(name);
                possible.add(stage.name() + "/" + name);
            });
        }
        require(word, possible, kind);
        return Part.of(word.text());
    }

    private void require(Word word, List<String> possible, String kind) {
        if (!stages.isEmpty() && !possible.contains(word.text())) {
            var listed = possible.stream()
                    .filter(name -> !name.contains("/"))
                    .distinct()
                    .toList();
            var an = "aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ";
            throw Words.wrong(
                    word,
                    "The pipeline has no " + kind + " '" + word.text() + "'.",
                    listed,
                    listed.isEmpty() ? List.of("nothing: the pipeline has not " + an + kind) : List.of());
        }
    }
}
