package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An action while it is being read. */
final class ActionDraft {
    final ElementPath path;
    final Marks marks;
    final Map<String, String> configuration = new LinkedHashMap<>();
    final List<String> inputs = new ArrayList<>();
    final List<OutputArtifact> outputs = new ArrayList<>();
    final List<String> exports = new ArrayList<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final List<Located<String>> texts = new ArrayList<>();
    Optional<Located<Shell>> shell = Optional.empty();
    ActionType type;
    Work work = new Work.None();
    Optional<String> namespace = Optional.empty();
    Optional<Duration> timeout = Optional.empty();
    Agent agent;
    Optional<ApprovalSettings> approval = Optional.empty();
    private Optional<String> workWord = Optional.empty();

    ActionDraft(ActionType type, Agent agent, ElementPath path, Marks marks) {
        this.type = type;
        this.agent = agent;
        this.path = path;
        this.marks = marks;
    }

    /** Notes which word says what the action does; false, with a problem, if another word has said it before. */
    boolean does(String word, Arguments arguments) {
        if (workWord.filter(before -> !before.equals(word)).isPresent()) {
            arguments.problems().add("work-twice", arguments.at(), workWord.get(), word);
            return false;
        }
        workWord = Optional.of(word);
        marks.set(path.field("type"), arguments.at());
        return true;
    }

    void provider(String provider) {
        type = new ActionType(type.category(), type.owner(), provider, type.version());
    }

    void configure(String key, Located<String> value) {
        marks.set(path.entry("configuration", key), value.at());
        configuration.put(key, value.value());
    }

    /** Takes those settings over that are given. */
    void configure(Arguments arguments, List<String> keys) {
        for (String key : keys) {
            arguments.get(key, Kind.SCALAR).ifPresent(value -> configure(key, new Located<>(value, arguments.at(key))));
        }
    }

    /** PowerShell gets each text whole, for only it knows where a statement ends. */
    private Work.Commands commands() {
        var lines = new ArrayList<String>();
        for (Located<String> text : texts) {
            var own = CommandLines.of(text.value());
            boolean whole =
                    shell.map(Located::value).filter(Shell::isPowerShell).isPresent();
            for (String line : whole ? List.of(String.join("\n", own)) : own) {
                marks.set(path.field("work").item("lines", lines.size()), text.at());
                lines.add(line);
            }
        }
        return new Work.Commands(lines, shell.map(Located::value));
    }

    ActionCategory category() {
        return type.category();
    }

    Action action(String name, int runOrder) {
        return new Action(
                name,
                type,
                runOrder,
                configuration,
                texts.isEmpty() ? work : commands(),
                inputs,
                outputs,
                exports,
                namespace,
                environment,
                timeout,
                agent,
                approval);
    }
}
