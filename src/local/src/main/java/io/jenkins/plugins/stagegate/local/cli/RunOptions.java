package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an execution is to be run and shown. */
final class RunOptions {
    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "The value of a pipeline variable. May be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--revision",
            paramLabel = "ACTION=REVISION",
            description = "The revision that a source action takes, instead of the newest: a commit, the digest of an"
                    + " image, the version of an object. May be repeated.")
    private Map<String, String> revisions = new LinkedHashMap<>();

    @Option(names = "--yes", description = "Approves every gate, for demonstrations and tests. The record says so.")
    private boolean yes;

    @Option(names = "--log", description = "Shows what the actions write, as they write it.")
    private boolean log;

    @Mixin
    private EventsOption events;

    @Mixin
    private KeepOption keep;

    int kept() throws UserException {
        return keep.executions();
    }

    List<EventListener> listeners() throws UserException {
        return events.listeners();
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** Each of the type that its action takes; whether there is such an action is not asked here. */
    List<SourceOverride> overrides(Optional<Pipeline> pipeline) {
        return revisions.entrySet().stream()
                .map(entry -> SourceOverride.in(pipeline, entry.getKey(), entry.getValue()))
                .toList();
    }

    boolean approvesAll() {
        return yes;
    }

    boolean showsLogs() {
        return log;
    }

    /** Whether something was said that only a new execution can have. */
    boolean wantsNewExecution() {
        return !variables.isEmpty() || !revisions.isEmpty();
    }
}
