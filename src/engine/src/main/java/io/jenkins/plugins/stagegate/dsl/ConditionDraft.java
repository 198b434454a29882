package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of one hook of a stage, and what follows from them, while they are being read. */
final class ConditionDraft {
    /** The hook's own part of the model. */
    final ElementPath hook;
    /** The condition that holds the rules. */
    final ElementPath path;

    final Marks marks;
    final List<Rule> rules = new ArrayList<>();
    Condition.Result result = Condition.Result.FAIL;
    Optional<AutomaticRetry> retry = Optional.empty();
    boolean rollback;

    ConditionDraft(ElementPath hook, ElementPath path, Marks marks) {
        this.hook = hook;
        this.path = path;
        this.marks = marks;
    }

    Condition condition() {
        return new Condition(result, rules);
    }

    FailureResponse failureResponse() {
        var follows = rollback ? Condition.Result.ROLLBACK : Condition.Result.FAIL;
        return new FailureResponse(
                retry, rollback, rules.isEmpty() ? List.of() : List.of(new Condition(follows, rules)));
    }

    /** Adds a rule with these settings, and with the name, timeout and inputs that the arguments give it. */
    void rule(String provider, Map<String, Located<String>> settings, List<String> lines, Arguments arguments) {
        ElementPath rule = path.item("rules", rules.size());
        marks.set(rule, arguments.at());
        var configuration = new LinkedHashMap<String, String>();
        settings.forEach((key, value) -> {
            marks.set(rule.entry("configuration", key), value.at());
            configuration.put(key, value.value());
        });
        marks.set(rule.field("name"), arguments.at("name"));
        marks.set(rule.field("timeout"), arguments.at("timeout"));
        rules.add(new Rule(
                arguments.get("name", Kind.TEXT).orElseGet(() -> freeName(provider)),
                provider,
                configuration,
                lines,
                marks.items(rule, "inputs", 0, arguments.texts("input")),
                arguments.get("timeout", Kind.DURATION)));
    }

    private String freeName(String provider) {
        List<String> taken = rules.stream().map(Rule::name).toList();
        String name = provider;
        for (int i = 2; taken.contains(name); i++) {
            name = provider + "-" + i;
        }
        return name;
    }
}
