package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Pipeline steps: any word is one, and says what JSON can say. */
final class StepsReader {
    /** Steps whose body or effect is a program, or which this language says in a better place. */
    private static final Map<String, String> IMPOSSIBLE = Map.of(
            "script", "Put the program into a file of the repository and call it with `sh`.",
            "parallel", "Write one action for each branch and put them into one `actionGroup { }`.",
            "load", "Put the program into a file of the repository and call it with `sh`.",
            "library", "Call the library's program with `sh`, or use the steps that plugins offer.",
            "node", "Say where the action runs with `agent 'LABEL'` in front of `steps`.",
            "stage", "Write a `stage('NAME') { }` of the release pipeline, or an action of its own.");

    private final Marks marks;
    private final Problems problems;

    StepsReader(Marks marks, Problems problems) {
        this.marks = marks;
        this.problems = problems;
    }

    /** The steps of the block, which is the list of that name in its owner. */
    List<Step> read(Call.Block block, ElementPath owner, String list) {
        var steps = new ArrayList<Step>();
        for (Call call : block.calls()) {
            if (IMPOSSIBLE.containsKey(call.word())) {
                problems.add("step-impossible", call.at(), call.word(), IMPOSSIBLE.get(call.word()));
            } else {
                steps.add(step(call, owner.item(list, steps.size())));
            }
        }
        return steps;
    }

    private Step step(Call call, ElementPath path) {
        marks.set(path, call.at());
        var arguments = new LinkedHashMap<String, Object>();
        if (call.values().size() + (call.named().isEmpty() ? 0 : 1) > 1) {
            problems.add("step-arguments", call.at(), call.word());
        }
        call.values().stream().limit(1).forEach(value -> put(arguments, Step.SOLE, value, path));
        call.named().forEach((name, named) -> put(arguments, name, named.value(), path));
        List<Step> body = call.block().map(block -> read(block, path, "body")).orElse(List.of());
        return new Step(call.word(), arguments, body, call.block().isPresent());
    }

    private void put(Map<String, Object> arguments, String name, Value value, ElementPath path) {
        marks.set(path.entry("arguments", name), value.at());
        arguments.put(name, plain(value));
    }

    private Object plain(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Numeral numeral) {
            return numeral.number();
        } else if (value instanceof Value.Truth truth) {
            return truth.truth();
        } else if (value instanceof Value.Items items) {
            return items.values().stream().map(this::plain).toList();
        } else if (value instanceof Value.Entries entries) {
            var map = new LinkedHashMap<String, Object>();
            entries.values().forEach((name, entry) -> map.put(name, plain(entry)));
            return map;
        } else if (value instanceof Value.Nested nested) {
            return nested(nested.call());
        }
        Value.Symbol symbol = (Value.Symbol) value;
        problems.add(symbol.name().equals("scm") ? "step-scm" : "step-variable", symbol.at(), symbol.name());
        return symbol.name();
    }

    private Map<String, Object> nested(Call call) {
        var map = new LinkedHashMap<String, Object>();
        map.put(Step.SYMBOL, call.word());
        if (call.values().size() + (call.named().isEmpty() ? 0 : 1) > 1) {
            problems.add("step-arguments", call.at(), call.word());
        }
        call.values().stream().limit(1).forEach(value -> map.put(Step.SOLE, plain(value)));
        call.named().forEach((name, named) -> map.put(name, plain(named.value())));
        return map;
    }
}
