package io.jenkins.plugins.stagegate.scenario;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Direction;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.RuleRun;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands of a scenario, in words. */
final class Script {
    private record Phrase(Pattern pattern, Reading reading) {}

    private interface Reading {
        Command read(PipelineState state, MatchResult words, Map<Long, Execution> known);
    }

    private static final List<Phrase> PHRASES = List.of(
            phrase(
                    "start(?: by (\\w+))?(?: token (\\w+))?((?: \\w+=[\\w-]*)*)",
                    (state, words, known) -> start(state, words)),
            phrase(
                    "(\\w+)(?: of #(\\d+))? succeeds",
                    (state, words, known) -> new Command.ReportSuccess(run(state, words), ActionOutcome.PLAIN)),
            phrase(
                    "(\\w+)(?: of #(\\d+))? fails",
                    (state, words, known) -> new Command.ReportFailure(
                            run(state, words), new ActionFailure(ActionFailure.JOB_FAILED, "exit code 1"))),
            phrase(
                    "(\\w+)(?: of #(\\d+))? (approved|rejected) by (\\w+)(?: of (\\w+))?(?: choosing #(\\d+))?",
                    (state, words, known) -> decide(state, words, known)),
            phrase(
                    "(close|open) (\\w+)( outbound)? by (\\w+)",
                    (state, words, known) -> new Command.ChangeTransition(
                            words.group(2),
                            words.group(3) == null ? Direction.INBOUND : Direction.OUTBOUND,
                            words.group(1).equals("open"),
                            "freeze",
                            actor(words.group(4)))),
            phrase(
                    "(stop|abandon) #(\\d+)",
                    (state, words, known) -> new Command.Stop(
                            id(known, words.group(2)), words.group(1).equals("abandon"), "enough", actor("alice"))),
            phrase(
                    "retry (failed|all) of (\\w+) of #(\\d+)",
                    (state, words, known) -> new Command.Retry(
                            id(known, words.group(3)),
                            words.group(2),
                            words.group(1).equals("all") ? RetryMode.ALL_ACTIONS : RetryMode.FAILED_ACTIONS,
                            actor("alice"))),
            phrase(
                    "roll back (\\w+) to #(\\d+)",
                    (state, words, known) -> new Command.Rollback(
                            "execution-" + (state.lastNumber() + 1),
                            words.group(1),
                            known.get(Long.valueOf(words.group(2))),
                            actor("alice"))),
            phrase(
                    "stop the line by (\\w+)(?: for (\\d+)h)?(?: except (\\w+))?",
                    (state, words, known) -> stopLine(state, words)),
            phrase(
                    "release the line by (\\w+)",
                    (state, words, known) -> new Command.ReleaseLine("freeze", actor(words.group(1)))),
            phrase(
                    "force #(\\d+) into (\\w+) by (\\w+)",
                    (state, words, known) -> new Command.ForceEntry(
                            id(known, words.group(1)), words.group(2), "customers wait", actor(words.group(3)))),
            phrase(
                    "(\\w+) (holds|does not hold)",
                    (state, words, known) -> new Command.ReportRule(
                            rule(state, words.group(1)), words.group(2).equals("holds"), "looked")),
            phrase(
                    "override (entry|success) of (\\w+) of #(\\d+)",
                    (state, words, known) -> new Command.OverrideCondition(
                            id(known, words.group(3)),
                            words.group(2),
                            words.group(1).equals("entry") ? Hook.BEFORE_ENTRY : Hook.ON_SUCCESS,
                            actor("alice"))),
            phrase("time passes", (state, words, known) -> new Command.Tick()));

    private Script() {}

    private static Phrase phrase(String pattern, Reading reading) {
        return new Phrase(Pattern.compile(pattern), reading);
    }

    /** @param known every execution that ever was, by number, as it was last seen */
    static Command read(PipelineState state, String text, Map<Long, Execution> known) {
        for (Phrase phrase : PHRASES) {
            var matcher = phrase.pattern().matcher(text);
            if (matcher.matches()) {
                return phrase.reading().read(state, matcher.toMatchResult(), known);
            }
        }
        throw new IllegalArgumentException("not a command: " + text);
    }

    private static Command start(PipelineState state, MatchResult words) {
        var variables = new LinkedHashMap<String, String>();
        for (String pair : words.group(3).strip().split(" ")) {
            if (!pair.isEmpty()) {
                variables.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
        }
        var by = Optional.ofNullable(words.group(1)).orElse("bob");
        return new Command.Start(
                "execution-" + (state.lastNumber() + 1),
                0,
                StartTrigger.manual(by),
                variables,
                List.of(),
                Optional.ofNullable(words.group(2)));
    }

    private static Command decide(PipelineState state, MatchResult words, Map<Long, Execution> known) {
        var run = Line.run(state, words.group(1), number(words.group(2)));
        var located = state.locate(run.id()).orElseThrow();
        var groups = words.group(5) == null ? Set.<String>of() : Set.of(words.group(5));
        return new Command.DecideApproval(
                located.stage().stage(),
                run.action(),
                run.approval().orElseThrow().token(),
                words.group(3).equals("approved"),
                "",
                Map.of(),
                Optional.ofNullable(words.group(6)).map(number -> id(known, number)),
                new Actor(words.group(4), groups, false));
    }

    private static String run(PipelineState state, MatchResult words) {
        return Line.run(state, words.group(1), number(words.group(2))).id();
    }

    private static Command stopLine(PipelineState state, MatchResult words) {
        return new Command.StopLine(
                "freeze",
                "everything",
                "holidays",
                Optional.ofNullable(words.group(2))
                        .map(hours -> state.updated().plus(Duration.ofHours(Long.parseLong(hours)))),
                words.group(3) == null ? List.of() : List.of(words.group(3)),
                actor(words.group(1)));
    }

    private static String rule(PipelineState state, String name) {
        return state.executions().values().stream()
                .flatMap(execution -> execution.stages().values().stream())
                .flatMap(stage -> stage.openCondition().stream())
                .flatMap(open -> open.rule(name).stream())
                .map(RuleRun::id)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Long> number(String digits) {
        return Optional.ofNullable(digits).map(Long::valueOf);
    }

    private static String id(Map<Long, Execution> known, String digits) {
        var execution = known.get(Long.valueOf(digits));
        return execution == null ? "unknown" : execution.id();
    }

    private static Actor actor(String name) {
        return new Actor(name, Set.of(), false);
    }
}
