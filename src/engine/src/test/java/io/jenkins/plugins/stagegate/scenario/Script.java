package io.jenkins.plugins.stagegate.scenario;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Commit;
import io.jenkins.plugins.stagegate.decision.Commits;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.rehearsal.Cast;
import io.jenkins.plugins.stagegate.rehearsal.Instructions;
import io.jenkins.plugins.stagegate.rehearsal.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of a scenario, in the words of rehearsals; whatever nobody is named for, alice does. {@link JobScript} adds workers. */
final class Script {
    private static final Instructions WORDS = new Instructions(Cast.ANY, "alice");

    /** A source action says which revision it took, and which commits came with it: the newest first, and how many more. */
    private static final Pattern AT =
            Pattern.compile("(App (?:of #\\d+ )?succeeds) at (\\w+)(?: with ([\\w ]*?)(?:\\+(\\d+))?)?");

    private static final Pattern TAKING = Pattern.compile("start taking (\\w+) at (\\w+)");

    private Script() {}

    /** @param known every execution that ever was, by number, as it was last seen */
    static Command read(PipelineState state, String text, Map<Long, Execution> known) {
        if (text.startsWith("job ")) {
            return JobScript.read(state, text);
        }
        var overriding = TAKING.matcher(text);
        if (overriding.matches()) {
            var start = (Command.Start) read(state, "start", known);
            var override = new SourceOverride(overriding.group(1), "COMMIT_ID", overriding.group(2));
            return new Command.Start(
                    start.execution(),
                    start.version(),
                    start.trigger(),
                    start.variables(),
                    List.of(override),
                    start.clientToken());
        }
        var source = AT.matcher(text);
        if (source.matches()) {
            var report = (Command.ReportSuccess) read(state, source.group(1), known);
            var revision = revision(source);
            return new Command.ReportSuccess(
                    report.actionExecution(),
                    new ActionOutcome(List.of(), Map.of(), Optional.of(revision), ActionProgress.NONE));
        }
        return WORDS.read(text).command(new Scene(state, known, state.updated()));
    }

    private static SourceRevision revision(Matcher source) {
        var id = source.group(2);
        if (source.group(3) == null) {
            return new SourceRevision("App", id, "Change " + id, "");
        }
        var commits = Stream.of(source.group(3).split(" "))
                .filter(one -> !one.isEmpty())
                .map(one -> new Commit(one, "Change " + one, "Ada", Instant.EPOCH))
                .toList();
        int more = source.group(4) == null ? 0 : Integer.parseInt(source.group(4));
        return new SourceRevision(
                "App", id, "Change " + id, "", Optional.of("Ada"), Optional.of(new Commits(commits, more)));
    }
}
