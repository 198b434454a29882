package io.jenkins.plugins.stagegate.local.terminal;

import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.local.host.Watcher;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks the person at the terminal for decisions; without a terminal says how to decide from elsewhere. A decision that comes
 * from elsewhere ends the question.
 */
public final class Gatekeeper implements Watcher {
    private static final Map<String, Boolean> ANSWERS = Map.of(
            "a", true, "approve", true, "y", true, "yes", true, "r", false, "reject", false, "n", false, "no", false);

    private final PipelineEngine engine;
    private final Terminal terminal;
    private final BufferedReader input;
    private final Function<Effect.AskApproval, String> commandFor;
    private final String user;
    private final boolean approveAll;
    private final Deque<Effect.AskApproval> open = new ArrayDeque<>();
    private boolean reading;

    /**
     * @param input what the person types
     * @param commandFor the command line that approves
     * @param approveAll whether nobody is to be asked
     */
    public Gatekeeper(
            PipelineEngine engine,
            Terminal terminal,
            BufferedReader input,
            Function<Effect.AskApproval, String> commandFor,
            String user,
            boolean approveAll) {
        this.engine = engine;
        this.terminal = terminal;
        this.input = input;
        this.commandFor = commandFor;
        this.user = user;
        this.approveAll = approveAll;
    }

    @Override
    public void asked(Effect.AskApproval question) {
        show(question);
        if (approveAll) {
            approveUnattended(question);
        } else if (terminal.interactive()) {
            enqueue(question);
        } else {
            terminal.line("           approve it with");
            terminal.line("           " + commandFor.apply(question));
        }
    }

    private void show(Effect.AskApproval question) {
        terminal.line("  " + terminal.wanted("asks     ") + question.action().name() + "  "
                + question.request().message().orElse("May this go on?")
                + question.request().link().map(link -> "  " + link).orElse(""));
    }

    /** As many people as the gate wants, none of whom exists: their names and words say so. */
    private void approveUnattended(Effect.AskApproval question) {
        int missing = question.request().required() - question.request().given().size();
        for (int i = 1; i <= missing; i++) {
            var name = user + " --yes" + (i == 1 ? "" : " " + i);
            if (!decide(question, true, "Approved unattended by --yes", Map.of(), new Actor(name, Set.of(), true))) {
                return;
            }
        }
    }

    private synchronized void enqueue(Effect.AskApproval question) {
        open.add(question);
        if (open.size() == 1) {
            prompt();
        }
        if (!reading) {
            reading = true;
            var reader = new Thread(this::read, "questions");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void prompt() {
        var question = open.peek();
        if (question != null) {
            terminal.begin("           " + question.action().name() + ": approve or reject, and why if you like: ");
        }
    }

    private void read() {
        try {
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                answer(line.strip());
            }
            terminal.line("");
            withoutTerminal();
        } catch (IOException e) {
            withoutTerminal();
        }
    }

    private synchronized void withoutTerminal() {
        open.forEach(question -> {
            terminal.line("           approve it with");
            terminal.line("           " + commandFor.apply(question));
        });
    }

    private void answer(String line) throws IOException {
        Effect.AskApproval question;
        synchronized (this) {
            question = open.peek();
        }
        if (question == null) {
            return;
        }
        var words = line.split("\\s+", 2);
        var approved = ANSWERS.get(words[0].toLowerCase(Locale.ROOT));
        if (approved == null) {
            terminal.line("           Type `approve` or `reject`; what follows it is kept as your comment.");
        } else {
            var fields = approved ? fields(question) : Map.<String, String>of();
            if (decide(question, approved, words.length > 1 ? words[1] : "", fields, new Actor(user, Set.of(), true))) {
                return;
            }
        }
        synchronized (this) {
            prompt();
        }
    }

    private Map<String, String> fields(Effect.AskApproval question) throws IOException {
        var values = new LinkedHashMap<String, String>();
        for (var field : question.action().approval().orElseThrow().fields()) {
            var choices = field.choices().isEmpty() ? "" : " " + field.choices();
            var usual = field.defaultValue().map(value -> " (" + value + ")").orElse("");
            terminal.begin("           " + field.name() + choices + usual + ": ");
            var line = input.readLine();
            if (line != null && !line.isBlank()) {
                values.put(field.name(), line.strip());
            }
        }
        return values;
    }

    private boolean decide(
            Effect.AskApproval question, boolean approved, String comment, Map<String, String> fields, Actor by) {
        try {
            engine.submit(new Command.DecideApproval(
                    question.stage(),
                    question.action().name(),
                    question.request().token(),
                    approved,
                    comment,
                    fields,
                    Optional.empty(),
                    by));
            return true;
        } catch (CommandRefusedException | IOException e) {
            terminal.line("           " + terminal.bad(e.getMessage()));
            return false;
        }
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        if (recorded.event() instanceof Event.ActionSucceeded
                || recorded.event() instanceof Event.ActionFailed
                || recorded.event() instanceof Event.ActionAbandoned) {
            close(((Event.OfAction) recorded.event()).actionExecution());
        }
    }

    private synchronized void close(String actionExecution) {
        boolean current = open.peek() != null && open.peek().actionExecution().equals(actionExecution);
        open.removeIf(question -> question.actionExecution().equals(actionExecution));
        if (current) {
            prompt();
        }
    }
}
