package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.Retries;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.host.Watcher;
import io.jenkins.plugins.stagegate.local.host.Watchers;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.pipeline.OpenPipelines;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import io.jenkins.plugins.stagegate.local.server.Changes;
import io.jenkins.plugins.stagegate.local.server.PipelineServer;
import io.jenkins.plugins.stagegate.local.terminal.Gatekeeper;
import io.jenkins.plugins.stagegate.local.terminal.LogLines;
import io.jenkins.plugins.stagegate.local.terminal.ProgressLines;
import io.jenkins.plugins.stagegate.local.terminal.Terminal;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One execution from its start, or from where an earlier run left it, to its end. */
final class RunSession {
    private final DefinitionFile file;
    private final StateFolder.Place place;
    private final RunOptions options;
    private final Terminal terminal = Terminal.detect();

    RunSession(DefinitionFile file, StateFolder.Place place, RunOptions options) {
        this.file = file;
        this.place = place;
        this.options = options;
    }

    /** Runs it, and tells how this program is to end. */
    int run() throws UserException, IOException, InterruptedException {
        var definition = file.read();
        var listeners = options.listeners();
        int kept = options.kept();
        try (var pipeline = Openings.open(place)) {
            var engine = pipeline.engine();
            var progress = new ProgressLines(terminal, pipeline.actions(), options.showsLogs());
            var following = new Following();
            var changes = new Changes();
            var watchers = new ArrayList<Watcher>(List.of(progress, gatekeeper(pipeline), following, changes));
            var logs = options.showsLogs()
                    ? Optional.of(new LogLines(terminal, pipeline.actions()))
                    : Optional.<LogLines>empty();
            logs.ifPresent(lines -> watchers.add(0, lines));
            var interruption = new Interruption(pipeline, terminal);
            Runtime.getRuntime().addShutdownHook(interruption);
            var found = underWay(pipeline);
            found.ifPresent(execution -> {
                progress.follow(execution.id());
                interruption.about(execution.id());
                tell(execution);
                logs.ifPresent(lines -> lines.adopt(execution));
            });
            try {
                pipeline.listen(listeners);
                pipeline.perform(
                        file.folder(),
                        new OpenPipelines(new StateFolder(place.folder().getParent())),
                        new Watchers(watchers),
                        kept);
                engine.submit(new Command.Define(definition));
                var id = found.isPresent() ? found.get().id() : start(pipeline, progress, interruption);
                return end(await(pipeline, following, changes, interruption, id), pipeline, id);
            } finally {
                interruption.over();
            }
        } catch (CommandRefusedException e) {
            throw UserException.usage(e.getMessage());
        }
    }

    private Gatekeeper gatekeeper(LocalPipeline pipeline) {
        return new Gatekeeper(
                pipeline.engine(),
                terminal,
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                this::approval,
                Program.user().name(),
                options.approvesAll());
    }

    /** The newest that is not at its end. Others that are under way go on beside it. */
    private static Optional<Execution> underWay(LocalPipeline pipeline) {
        return pipeline.engine().state().executions().values().stream()
                .filter(execution -> execution.status().active())
                .reduce((older, newer) -> newer);
    }

    private void tell(Execution execution) {
        terminal.line("Execution #" + execution.start().number() + " of " + place.pipeline() + " (" + execution.id()
                + ") was under way"
                + execution.inside().map(stage -> " in " + stage).orElse("") + ". Going on with it.");
        if (options.wantsNewExecution()) {
            terminal.line("The values of --var and --revision are for a new execution, and do not change this one.");
        }
    }

    private String start(LocalPipeline pipeline, ProgressLines progress, Interruption interruption)
            throws CommandRefusedException, IOException {
        var id = UUID.randomUUID().toString();
        progress.follow(id);
        interruption.about(id);
        var user = Program.user().name();
        pipeline.engine()
                .submit(new Command.Start(
                        id,
                        0,
                        StartTrigger.manual(user),
                        options.variables(),
                        options.overrides(pipeline.engine().state().definition()),
                        Optional.empty()));
        return id;
    }

    /** Other processes can talk to us meanwhile. The server begins after the execution, which shall not wait for it. */
    private ExecutionStatus await(
            LocalPipeline pipeline, Following following, Changes changes, Interruption interruption, String id)
            throws UserException, IOException, InterruptedException {
        var desk = new Desk(pipeline.engine(), new FreshDefinition(file, pipeline));
        var server =
                new PipelineServer("run", Program.user(), List.of(new PipelineServer.Served(pipeline, desk, changes)));
        try {
            server.start(0);
            var status = following.await(id);
            var rollback = rollbackOf(pipeline, id);
            if (rollback.isPresent()) {
                interruption.about(rollback.get().id());
                following.await(rollback.get().id());
            }
            return status;
        } finally {
            server.close();
        }
    }

    /** The rollback that the failure of an execution has brought about; it is there with the failure. */
    private static Optional<Execution> rollbackOf(LocalPipeline pipeline, String id) {
        return pipeline.engine().state().executions().values().stream()
                .filter(execution -> execution.start().trigger().followsFailureOf(id))
                .findFirst();
    }

    private String approval(Effect.AskApproval question) {
        return Program.command(
                "put-approval-result",
                place,
                "--stage-name " + Program.quoted(question.stage()) + " --action-name "
                        + Program.quoted(question.action().name()) + " --token "
                        + question.request().token() + " --result status=Approved,summary=");
    }

    private int end(ExecutionStatus status, LocalPipeline pipeline, String id) throws IOException {
        if (status == ExecutionStatus.SUCCEEDED) {
            return ExitCodes.SUCCESS;
        }
        var state = pipeline.engine().state();
        pipeline.engine().execution(id).stream()
                .flatMap(execution -> execution.stages().values().stream()
                        .filter(run -> Retries.possible(state, execution, run.stage())))
                .forEach(run -> terminal.line("To go on with it from there:\n  "
                        + Program.command("retry-stage-execution", place, retry(run.stage(), id)) + "\n  "
                        + Program.name() + " run " + Program.quoted(file.file().toString())));
        return ExitCodes.FAILURE;
    }

    private static String retry(String stage, String id) {
        return "--stage-name " + Program.quoted(stage) + " --pipeline-execution-id " + id
                + " --retry-mode FAILED_ACTIONS";
    }
}
