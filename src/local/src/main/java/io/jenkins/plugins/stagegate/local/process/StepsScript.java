package io.jenkins.plugins.stagegate.local.process;

import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those Pipeline steps that a shell can do, as shell lines. */
public final class StepsScript {
    /** The steps that are possible without Jenkins. */
    public static final Set<String> STEPS = Set.of("sh", "echo", "dir", "withEnv");

    private StepsScript() {}

    /** Why the step is not possible without Jenkins, or nothing if it is. Its body is not looked at. */
    public static Optional<String> refusal(Step step) {
        if (!STEPS.contains(step.name())) {
            return Optional.of("only Jenkins has the step `" + step.name() + "`");
        }
        var known =
                switch (step.name()) {
                    case "sh" -> Set.of(Step.SOLE, "script", "label");
                    case "echo" -> Set.of(Step.SOLE, "message");
                    case "dir" -> Set.of(Step.SOLE, "path");
                    default -> Set.of(Step.SOLE, "overrides");
                };
        var unknown = step.arguments().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of("only Jenkins knows `" + unknown.get() + "` of the step `" + step.name() + "`");
        }
        boolean interpreter = step.name().equals("sh") && text(step, "script").startsWith("#!");
        return interpreter
                ? Optional.of("only Jenkins runs a `sh` whose first line names an interpreter")
                : Optional.empty();
    }

    /** The lines that do the steps one after the other; each {@code sh} is a shell of its own, as in Jenkins. */
    public static List<String> lines(List<Step> steps, List<String> exports) {
        var lines = new ArrayList<String>();
        steps.forEach(step -> add(lines, step, exports));
        return lines;
    }

    private static void add(List<String> lines, Step step, List<String> exports) {
        switch (step.name()) {
            case "sh" -> lines.add("sh -c " + quoted(CommandScript.of(List.of(text(step, "script")), exports)));
            case "echo" -> lines.add("printf '%s\\n' " + quoted(text(step, "message")));
            case "dir" -> {
                var folder = quoted(text(step, "path"));
                lines.add("(");
                lines.add("mkdir -p " + folder);
                lines.add("cd " + folder);
                block(lines, step, exports);
            }
            case "withEnv" -> {
                lines.add("(");
                texts(step, "overrides").forEach(setting -> lines.add(export(setting)));
                block(lines, step, exports);
            }
            default -> throw new IllegalArgumentException(refusal(step).orElse(step.name()));
        }
    }

    /** {@code PATH+TOOL=/opt/tool} puts a folder in front, as in Jenkins. */
    private static String export(String setting) {
        var parts = setting.split("=", 2);
        var name = parts[0].split("\\+", 2);
        var value = parts.length > 1 ? parts[1] : "";
        return name.length == 1
                ? "export " + quoted(setting)
                : "export " + name[0] + "=" + quoted(value) + "\"${" + name[0] + ":+:$" + name[0] + "}\"";
    }

    private static void block(List<String> lines, Step step, List<String> exports) {
        step.body().forEach(inner -> add(lines, inner, exports));
        lines.add(")");
    }

    private static String text(Step step, String name) {
        return String.valueOf(argument(step, name));
    }

    private static List<String> texts(Step step, String name) {
        return argument(step, name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Object argument(Step step, String name) {
        return step.arguments().getOrDefault(Step.SOLE, step.arguments().getOrDefault(name, ""));
    }

    /** One word of a shell, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
