package io.jenkins.plugins.stagegate.scenario;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What workers do, told of the job of an action: {@code job of Scan dispatched NONCE}, {@code acknowledged NONCE}, {@code
 * continued TOKEN}, {@code succeeded}, {@code succeeded with 200000 bytes}, {@code failed}. {@code job 1 of Scan} is the
 * action's first job.
 */
final class JobScript {
    private static final Pattern SENTENCE =
            Pattern.compile("job (?:(\\d+) )?of (\\w+) (\\w+)(?: (?:with )?(\\w+)(?: bytes)?)?");

    private JobScript() {}

    static Command read(PipelineState state, String text) {
        var words = SENTENCE.matcher(text);
        if (!words.matches()) {
            throw new IllegalArgumentException("not said of a job: " + text);
        }
        var job = job(state, words.group(2), Optional.ofNullable(words.group(1)).map(Integer::valueOf));
        var what = Optional.ofNullable(words.group(4));
        return switch (words.group(3)) {
            case "dispatched" -> new Command.DispatchJob(job, what.orElseThrow());
            case "acknowledged" -> new Command.AcknowledgeJob(job, what.orElseThrow());
            case "continued" -> new Command.ContinueJob(job, what.orElseThrow(), ActionProgress.summary("goes on"));
            case "succeeded" -> new Command.SucceedJob(job, outcome(what.map(Integer::valueOf)));
            case "failed" ->
                new Command.FailJob(
                        job, new ActionFailure(ActionFailure.JOB_FAILED, "no licence"), ActionProgress.NONE);
            default -> throw new IllegalArgumentException("not said of a job: " + text);
        };
    }

    private static ActionOutcome outcome(Optional<Integer> bytes) {
        var variables = bytes.map(size -> Map.of("Report", "x".repeat(size - "Report".length())))
                .orElse(Map.of());
        return new ActionOutcome(List.of(), variables, Optional.empty(), ActionProgress.NONE);
    }

    private static String job(PipelineState state, String action, Optional<Integer> number) {
        var job = state.executions().values().stream()
                .flatMap(execution -> execution.stages().values().stream())
                .flatMap(stage -> stage.latest(action).stream())
                .flatMap(run -> run.job().stream())
                .reduce((first, last) -> last);
        return job.map(one -> number.map(wanted -> one.id().substring(0, 24) + String.format("%012x", wanted))
                        .orElse(one.id()))
                .orElse("00000000-0000-0000-0000-000000000000");
    }
}
