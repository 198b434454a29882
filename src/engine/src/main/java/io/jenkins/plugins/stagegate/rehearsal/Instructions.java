package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Direction;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of a scenario in words, such as {@code close Production by alice "freeze"}.
 *
 * @param cast whose names are possible
 * @param somebody who acts where nobody is named
 */
public record Instructions(Cast cast, String somebody) {
    private static final String PERSON = "a person";
    /** The switch that stops the line; a scenario has one. */
    private static final String LINE = "line";

    /**
     * Reads one step.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    public Instruction read(String text) {
        var words = new Words(text);
        var read = read(words);
        words.end();
        return read;
    }

    Instruction read(Words words) {
        if (words.take("start")) {
            return start(words, false);
        }
        if (words.take("push")) {
            return start(words, true);
        }
        if (words.take("close")) {
            return change(words, false);
        }
        if (words.take("open")) {
            return change(words, true);
        }
        if (words.take("stop the line")) {
            return stopLine(words);
        }
        if (words.take("release the line")) {
            var by = by(words);
            return scene -> new Command.ReleaseLine(LINE, by);
        }
        if (words.take("force")) {
            return force(words);
        }
        if (words.take("stop")) {
            return stop(words, false);
        }
        if (words.take("abandon")) {
            return stop(words, true);
        }
        if (words.take("retry")) {
            return retry(words);
        }
        if (words.take("roll back")) {
            return rollBack(words);
        }
        if (words.take("override")) {
            return override(words);
        }
        if (words.take("time passes")) {
            return scene -> new Command.Tick();
        }
        return report(words);
    }

    private Instruction start(Words words, boolean pushed) {
        var title = words.quoted();
        var person = words.take("by") ? Optional.of(words.name(PERSON).text()) : Optional.<String>empty();
        var token = !pushed && words.take("token")
                ? Optional.of(words.name("a token").text())
                : Optional.<String>empty();
        var variables = words.assignments();
        var by = person.orElse(somebody);
        var trigger = pushed
                ? new StartTrigger("WebhookV2", title.orElse(""), by)
                : new StartTrigger(StartTrigger.manual(by).type(), title.orElse(by), by);
        return scene -> new Command.Start(scene.nextId(), 0, trigger, variables, List.of(), token);
    }

    private Instruction change(Words words, boolean open) {
        var stage = cast.stage(words);
        var direction = words.take("outbound") ? Direction.OUTBOUND : Direction.INBOUND;
        var by = by(words);
        var reason = words.quoted().orElse("no reason given");
        return scene -> new Command.ChangeTransition(stage, direction, open, reason, by);
    }

    private Instruction stop(Words words, boolean abandon) {
        long number = words.number();
        var by = by(words);
        var reason = words.quoted().orElse("no reason given");
        return scene -> new Command.Stop(scene.id(number), abandon, reason, by);
    }

    private Instruction stopLine(Words words) {
        var by = by(words);
        var length = words.take("for") ? Optional.of(Lengths.read(words)) : Optional.<Duration>empty();
        var exempt = new ArrayList<String>();
        while (words.take("except")) {
            exempt.add(cast.stage(words));
        }
        var reason = words.quoted().orElse("no reason given");
        return scene -> new Command.StopLine(LINE, "everything", reason, length.map(scene.now()::plus), exempt, by);
    }

    private Instruction force(Words words) {
        long number = words.number();
        words.require("into");
        var stage = cast.stage(words);
        var by = by(words);
        var rationale = words.quoted().orElse("no reason given");
        return scene -> new Command.ForceEntry(scene.id(number), stage, rationale, by);
    }

    private Instruction retry(Words words) {
        var mode = words.take("failed") ? RetryMode.FAILED_ACTIONS : RetryMode.ALL_ACTIONS;
        if (mode == RetryMode.ALL_ACTIONS) {
            words.require("all");
        }
        words.require("of");
        var stage = cast.stage(words);
        words.require("of");
        long number = words.number();
        var by = by(words);
        return scene -> new Command.Retry(scene.id(number), stage, mode, by);
    }

    private Instruction rollBack(Words words) {
        var stage = cast.stage(words);
        words.require("to");
        long number = words.number();
        var by = by(words);
        return scene -> new Command.Rollback(scene.nextId(), stage, scene.execution(number), by);
    }

    private Instruction override(Words words) {
        var hook = words.take("entry") ? Hook.BEFORE_ENTRY : Hook.ON_SUCCESS;
        if (hook == Hook.ON_SUCCESS) {
            words.require("success");
        }
        words.require("of");
        var stage = cast.stage(words);
        words.require("of");
        long number = words.number();
        var by = by(words);
        return scene -> new Command.OverrideCondition(scene.id(number), stage, hook, by);
    }

    /** What is said of an action, an approval or a rule. */
    private Instruction report(Words words) {
        var commands = words.possible();
        var subject = words.name("an action, an approval or a rule");
        var number = words.take("of") ? Optional.of(words.number()) : Optional.<Long>empty();
        if (words.take("succeeds")) {
            var action = cast.action(subject);
            return scene ->
                    new Command.ReportSuccess(scene.run(action, number).run().id(), ActionOutcome.PLAIN);
        }
        if (words.take("fails")) {
            var action = cast.action(subject);
            return scene -> new Command.ReportFailure(
                    scene.run(action, number).run().id(), new ActionFailure(ActionFailure.JOB_FAILED, "exit code 1"));
        }
        if (words.take("approved by")) {
            return decide(words, cast.approval(subject), number, true);
        }
        if (words.take("rejected by")) {
            return decide(words, cast.approval(subject), number, false);
        }
        if (words.take("holds")) {
            var rule = cast.rule(subject);
            return scene -> new Command.ReportRule(scene.rule(rule), true, "looked");
        }
        if (words.take("does not hold")) {
            var rule = cast.rule(subject);
            return scene -> new Command.ReportRule(scene.rule(rule), false, "looked");
        }
        if (number.isPresent() || cast.all().contains(subject.text())) {
            throw words.wrong();
        }
        commands.addAll(cast.all());
        throw Words.wrong(subject, "'" + subject.text() + "' cannot stand here.", commands, List.of());
    }

    private Instruction decide(Words words, Part approval, Optional<Long> number, boolean approved) {
        var person = words.name(PERSON).text();
        var groups = words.take("of") ? Set.of(words.name("a group").text()) : Set.<String>of();
        var chosen = words.take("choosing") ? Optional.of(words.number()) : Optional.<Long>empty();
        var summary = words.quoted().orElse("");
        var fields = words.take("with") ? words.assignments() : Map.<String, String>of();
        var by = new Actor(person, groups, false);
        return scene -> {
            var found = scene.run(approval, number);
            return new Command.DecideApproval(
                    found.stage().stage(),
                    found.run().action(),
                    found.run().approval().orElseThrow().token(),
                    approved,
                    summary,
                    fields,
                    chosen.map(scene::id),
                    by);
        };
    }

    private Actor by(Words words) {
        return new Actor(words.take("by") ? words.name(PERSON).text() : somebody, Set.of(), false);
    }
}
