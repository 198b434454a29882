package io.jenkins.plugins.stagegate.plugin.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headings of a scenario as a {@code Jenkinsfile}: performers and rules do what the scenario tells of them. */
final class Headings {
    private String mode = "SUPERSEDED";
    private final List<String> variables = new ArrayList<>();
    private final Map<String, String> stages = new LinkedHashMap<>();
    private final Map<String, List<String>> conditions = new LinkedHashMap<>();
    private final Map<String, List<String>> failures = new LinkedHashMap<>();

    void read(String heading) {
        var words = heading.split("[ :]+", 3);
        switch (words[0]) {
            case "mode" -> mode = words[1];
            case "variable" -> variables.add(variable(heading.substring("variable ".length())));
            case "stage" -> stages.put(words[1], words[2]);
            case "entry" -> add(conditions, words[1], "beforeEntry { %s }".formatted(condition(words[2])));
            case "success" -> add(conditions, words[1], "onSuccess { %s }".formatted(condition(words[2])));
            case "failure" -> add(failures, words[1], response(words[2]));
            default -> throw new IllegalArgumentException("not known in headings: " + heading);
        }
    }

    private static void add(Map<String, List<String>> all, String stage, String text) {
        all.computeIfAbsent(stage, key -> new ArrayList<>()).add(text);
    }

    void clearStages() {
        stages.clear();
        conditions.clear();
        failures.clear();
    }

    String jenkinsfile() {
        var declared = new ArrayList<String>();
        stages.forEach((name, groups) -> declared.add("stage('%s') { %s }".formatted(name, stage(name, groups))));
        return "releasePipeline {\nexecutionMode %s\n%sstages {\n%s\n}\n}\n"
                .formatted(
                        mode,
                        variables.isEmpty() ? "" : "variables { %s }\n".formatted(String.join("; ", variables)),
                        String.join("\n", declared));
    }

    private static String variable(String text) {
        var parts = text.split("=", 2);
        return "string '%s'%s"
                .formatted(parts[0].strip(), parts.length == 1 ? "" : ", defaultValue: '" + parts[1].strip() + "'");
    }

    private String stage(String name, String groups) {
        var actions = Stream.of(groups.split(",")).map(group -> Stream.of(group.split("\\+"))
                .map(action -> action(name, action.strip()))
                .collect(Collectors.joining("\n    ", "actionGroup { ", " }")));
        var failure = failures.containsKey(name)
                ? Stream.of("onFailure { %s }".formatted(String.join("; ", failures.get(name))))
                : Stream.<String>empty();
        return Stream.of(conditions.getOrDefault(name, List.of()).stream(), actions, failure)
                .flatMap(parts -> parts)
                .collect(Collectors.joining("\n  "));
    }

    private String action(String stage, String text) {
        if (stage.equals(stages.keySet().iterator().next())) {
            return "source('%s') { provider 'Taker'; owner Custom; output 'AppSource' }".formatted(text);
        }
        if (text.startsWith("?")) {
            return approval(List.of(text.substring(1).split(" ")));
        }
        return text.startsWith("*")
                ? "build('%s') { provider 'Scanner'; owner Custom }".formatted(text.substring(1))
                : "build('%s') { provider 'Told' }".formatted(text);
    }

    private static String approval(List<String> words) {
        var settings = new ArrayList<>(List.of("message 'Go on?'"));
        for (String word : words.subList(1, words.size())) {
            settings.add(
                    switch (word) {
                        case "two" -> "required 2";
                        case "others" -> "notBy STARTER";
                        case "offer" -> "onNewer OFFER";
                        case "supersede" -> "onNewer SUPERSEDE";
                        default -> "submitters '" + word.substring(1) + "'";
                    });
        }
        return "approval('%s') { %s }".formatted(words.get(0), String.join("; ", settings));
    }

    private static String response(String text) {
        if (text.startsWith("retry ")) {
            var words = text.split(" ");
            return "retry(mode: %s, attempts: %s, backOff: '%sm')".formatted(words[1], words[2], words[3]);
        }
        return text.equals("rollback") ? "rollback()" : rule(text.split(" -> ")[0]) + "; rollback()";
    }

    private static String condition(String text) {
        var parts = text.split(" -> ", 2);
        return rule(parts[0]) + "; result " + parts[1];
    }

    private static String rule(String text) {
        if (text.startsWith("window ")) {
            var window = text.substring("window ".length()).split(", ", 2);
            return "deploymentWindow cron: '%s', timeZone: '%s'".formatted(window[0], window[1]);
        }
        if (text.startsWith("check ")) {
            var words = text.split(" ", 4);
            return "variableCheck variable: '%s', operator: %s, value: '%s'".formatted(words[1], words[2], words[3]);
        }
        return "rule 'ToldRule', name: '%s'".formatted(text);
    }
}
