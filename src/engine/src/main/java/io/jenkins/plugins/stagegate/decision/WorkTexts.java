package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The texts in what an action runs: those that a shell reads, and the others. */
final class WorkTexts {
    /**
     * The steps whose only argument, or {@code script}, a shell reads, and how that shell writes an environment variable.
     * Batch files are not among them: they have no safe way, and validation refuses references there.
     */
    private static final Map<String, String> SHELLS =
            Map.of("sh", "${%s}", "powershell", "${env:%s}", "pwsh", "${env:%s}");

    private WorkTexts() {}

    static Stream<String> of(Work work) {
        if (work instanceof Work.Commands commands) {
            return commands.lines().stream();
        }
        if (work instanceof Work.Steps steps) {
            return steps.steps().stream().flatMap(WorkTexts::of);
        }
        return Stream.empty();
    }

    private static Stream<String> of(Step step) {
        return Stream.concat(
                step.arguments().values().stream().flatMap(WorkTexts::ofValue),
                step.body().stream().flatMap(WorkTexts::of));
    }

    private static Stream<String> ofValue(Object value) {
        if (value instanceof String text) {
            return Stream.of(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(WorkTexts::ofValue);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(WorkTexts::ofValue);
        }
        return Stream.empty();
    }

    /** @param shell makes of a text that a shell reads, and of the form of its variables, what it shall read */
    static Work replace(Work work, UnaryOperator<String> plain, BinaryOperator<String> shell) {
        if (work instanceof Work.Commands commands) {
            var form = SHELLS.get(commands.shell().map(Shell::word).orElse("sh"));
            return form == null
                    ? work
                    : new Work.Commands(
                            commands.lines().stream()
                                    .map(line -> shell.apply(line, form))
                                    .toList(),
                            commands.shell());
        }
        if (work instanceof Work.Steps steps) {
            return new Work.Steps(steps.steps().stream()
                    .map(step -> replace(step, plain, shell))
                    .toList());
        }
        return work;
    }

    private static Step replace(Step step, UnaryOperator<String> plain, BinaryOperator<String> shell) {
        var arguments = new LinkedHashMap<String, Object>();
        step.arguments().forEach((name, value) -> {
            boolean script = name.equals(Step.SOLE) || name.equals("script");
            arguments.put(name, replaceValue(value, script ? reading(step.name(), plain, shell) : plain));
        });
        return new Step(
                step.name(),
                arguments,
                step.body().stream().map(inner -> replace(inner, plain, shell)).toList(),
                step.block());
    }

    private static UnaryOperator<String> reading(
            String step, UnaryOperator<String> plain, BinaryOperator<String> shell) {
        if (step.equals("bat")) {
            return UnaryOperator.identity();
        }
        var form = SHELLS.get(step);
        return form == null ? plain : text -> shell.apply(text, form);
    }

    private static Object replaceValue(Object value, UnaryOperator<String> replace) {
        if (value instanceof String text) {
            return replace.apply(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> replaceValue(one, replace)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var replaced = new LinkedHashMap<Object, Object>();
            map.forEach((key, one) -> replaced.put(key, replaceValue(one, replace)));
            return replaced;
        }
        return value;
    }
}
