package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The words inside {@code beforeEntry}, {@code onSuccess} and {@code onFailure}. */
final class ConditionWords {
    static final Place<ConditionDraft> ENTRY = new Place<>("beforeEntry");
    static final Place<ConditionDraft> SUCCESS = new Place<>("onSuccess");
    static final Place<ConditionDraft> FAILURE = new Place<>("onFailure");

    private enum Operator {
        EQ,
        NE,
        CONTAINS,
        MATCHES
    }

    private enum Method {
        GET,
        HEAD
    }

    private static final Kind<Condition.Result> RESULT = Kind.choice(Condition.Result.class);
    private static final Kind<RetryMode> MODE = Kind.choice(RetryMode.class);
    private static final Kind<Method> METHOD = Kind.choice(Method.class);
    private static final Kind<Operator> OPERATOR = Kind.choice(Operator.class);
    private static final Form RULE = Form.BARE.may("name", Kind.TEXT).may("timeout", Kind.DURATION);

    static {
        for (Place<ConditionDraft> place : List.of(ENTRY, SUCCESS, FAILURE)) {
            rules(place);
        }
        for (Place<ConditionDraft> place : List.of(ENTRY, SUCCESS)) {
            place.once("result", Form.one(RESULT), (draft, arguments) -> {
                draft.marks.set(draft.path.field("result"), arguments.atFirst());
                draft.result = arguments.first(RESULT).orElse(draft.result);
            });
        }
        FAILURE.once(
                        "retry",
                        Form.BARE.may("mode", MODE).may("attempts", Kind.WHOLE).may("backOff", Kind.DURATION),
                        ConditionWords::retry)
                .once("rollback", Form.BARE, (draft, arguments) -> {
                    draft.marks.set(draft.hook.field("rollback"), arguments.at());
                    draft.rollback = true;
                });
    }

    private ConditionWords() {}

    static void beforeEntry(StageDraft stage, Arguments arguments) {
        ElementPath path = stage.path.item("beforeEntry", stage.beforeEntry.size());
        stage.beforeEntry.add(read(ENTRY, path, path, stage, arguments).condition());
    }

    static void onSuccess(StageDraft stage, Arguments arguments) {
        ElementPath path = stage.path.item("onSuccess", stage.onSuccess.size());
        stage.onSuccess.add(read(SUCCESS, path, path, stage, arguments).condition());
    }

    static void onFailure(StageDraft stage, Arguments arguments) {
        ElementPath hook = stage.path.field("onFailure");
        ConditionDraft draft = read(FAILURE, hook, hook.item("conditions", 0), stage, arguments);
        stage.onFailure = Optional.of(draft.failureResponse());
    }

    private static ConditionDraft read(
            Place<ConditionDraft> place, ElementPath hook, ElementPath path, StageDraft stage, Arguments arguments) {
        var draft = new ConditionDraft(hook, path, stage.marks);
        stage.marks.set(hook, arguments.at());
        arguments.block(place, draft);
        return draft;
    }

    private static void rules(Place<ConditionDraft> place) {
        place.often(
                        "deploymentWindow",
                        RULE.must("cron", Kind.TEXT).may("timeZone", Kind.TEXT),
                        rule("DeploymentWindow", Map.of("cron", "Cron", "timeZone", "TimeZone")))
                .often(
                        "variableCheck",
                        RULE.must("variable", Kind.TEXT)
                                .may("operator", OPERATOR)
                                .must("value", Kind.SCALAR),
                        ConditionWords::variableCheck)
                .often(
                        "httpCheck",
                        RULE.must("url", Kind.TEXT)
                                .may("method", METHOD)
                                .may("status", Kind.WHOLE)
                                .may("contains", Kind.TEXT),
                        ConditionWords::httpCheck)
                .often(
                        "commands",
                        new Form(
                                        Optional.of(Kind.TEXTS),
                                        Integer.MAX_VALUE,
                                        RULE.settings(),
                                        RULE.required(),
                                        Optional.empty(),
                                        false)
                                .may("input", Kind.TEXTS),
                        ConditionWords::commands)
                .often(
                        "rule",
                        Form.one(Kind.TEXT)
                                .may("name", Kind.TEXT)
                                .may("timeout", Kind.DURATION)
                                .any(Kind.SCALAR),
                        (draft, arguments) -> draft.rule(arguments.name(), arguments.others(), List.of(), arguments));
    }

    /** A rule whose settings are named in CodePipeline's way in the model. */
    private static BiConsumer<ConditionDraft, Arguments> rule(String provider, Map<String, String> keys) {
        return (draft, arguments) -> draft.rule(provider, settings(keys, arguments), List.of(), arguments);
    }

    private static Map<String, Located<String>> settings(Map<String, String> keys, Arguments arguments) {
        var settings = new LinkedHashMap<String, Located<String>>();
        keys.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> arguments
                .get(entry.getKey(), Kind.SCALAR)
                .ifPresent(
                        value -> settings.put(entry.getValue(), new Located<>(value, arguments.at(entry.getKey())))));
        return settings;
    }

    private static void variableCheck(ConditionDraft draft, Arguments arguments) {
        Map<String, Located<String>> settings = settings(Map.of("variable", "Variable", "value", "Value"), arguments);
        Operator operator = arguments.get("operator", OPERATOR).orElse(Operator.EQ);
        settings.put("Operator", new Located<>(operator.name(), arguments.at("operator")));
        draft.rule("VariableCheck", settings, List.of(), arguments);
    }

    private static void httpCheck(ConditionDraft draft, Arguments arguments) {
        Map<String, Located<String>> settings =
                settings(Map.of("url", "Url", "status", "Status", "contains", "Contains"), arguments);
        arguments
                .get("method", METHOD)
                .ifPresent(method -> settings.put("Method", new Located<>(method.name(), arguments.at("method"))));
        draft.rule("HttpCheck", settings, List.of(), arguments);
    }

    private static void commands(ConditionDraft draft, Arguments arguments) {
        ElementPath rule = draft.path.item("rules", draft.rules.size());
        var lines = new ArrayList<String>();
        for (Located<String> text : arguments.texts()) {
            for (String line : CommandLines.of(text.value())) {
                draft.marks.set(rule.item("commands", lines.size()), text.at());
                lines.add(line);
            }
        }
        draft.rule("Commands", Map.of(), lines, arguments);
    }

    private static void retry(ConditionDraft draft, Arguments arguments) {
        ElementPath path = draft.hook.field("retry");
        draft.marks.set(path, arguments.at());
        draft.marks.set(path.field("attempts"), arguments.at("attempts"));
        draft.retry = Optional.of(new AutomaticRetry(
                arguments.get("mode", MODE).orElse(RetryMode.FAILED_ACTIONS),
                arguments.get("attempts", Kind.WHOLE).orElse(1),
                arguments.get("backOff", Kind.DURATION).orElse(Duration.ZERO)));
    }
}
