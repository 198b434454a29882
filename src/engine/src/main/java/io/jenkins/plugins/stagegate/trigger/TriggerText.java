package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A trigger in one line, in the words of the definition. */
public final class TriggerText {
    private TriggerText() {}

    /** Such as {@code push { branches include: ['main'] }}. */
    public static String of(Trigger trigger) {
        var words = new ArrayList<String>();
        trigger.sourceAction().ifPresent(name -> words.add("sourceAction '" + name + "'"));
        if (trigger instanceof Trigger.Push push) {
            patterns("tags", push.tags(), words);
            patterns("branches", push.branches(), words);
            patterns("filePaths", push.filePaths(), words);
            return block("push", words);
        }
        if (trigger instanceof Trigger.PullRequest pullRequest) {
            if (!pullRequest.events().isEmpty()) {
                words.add("events "
                        + pullRequest.events().stream().map(Enum::name).collect(Collectors.joining(", ")));
            }
            patterns("branches", pullRequest.branches(), words);
            patterns("filePaths", pullRequest.filePaths(), words);
            return block("pullRequest", words);
        }
        if (trigger instanceof Trigger.PipelineSuccess success) {
            return "pipeline '" + success.pipeline() + "'";
        }
        var schedule = (Trigger.Schedule) trigger;
        return "schedule cron: '" + schedule.cron() + "'"
                + schedule.timeZone().map(zone -> ", timeZone: '" + zone + "'").orElse("");
    }

    private static String block(String word, List<String> words) {
        return word + " { " + String.join("; ", words) + (words.isEmpty() ? "}" : " }");
    }

    private static void patterns(String word, Patterns patterns, List<String> words) {
        if (!patterns.equals(Patterns.ANY)) {
            words.add(word
                    + list(" include: ", patterns.include())
                    + (patterns.include().isEmpty() || patterns.exclude().isEmpty() ? "" : ",")
                    + list(" exclude: ", patterns.exclude()));
        }
    }

    private static String list(String name, List<String> patterns) {
        return patterns.isEmpty()
                ? ""
                : name + patterns.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
