package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.host.EnvironmentCredentials;
import io.jenkins.plugins.stagegate.local.host.Watchers;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import io.jenkins.plugins.stagegate.local.server.Changes;
import io.jenkins.plugins.stagegate.local.server.HookHandler;
import io.jenkins.plugins.stagegate.local.server.PipelineServer;
import io.jenkins.plugins.stagegate.local.trigger.PipelineTriggers;
import io.jenkins.plugins.stagegate.local.trigger.TriggerFolder;
import io.jenkins.plugins.stagegate.local.trigger.TriggerLoop;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
        name = "serve",
        description = "Shows pipelines in the browser, and performs what is decided there.",
        footer = {
            "",
            "It listens on 127.0.0.1 only. The address that it shows holds the key: who has it",
            "may approve, start and stop. Ctrl-C ends it; what runs then goes on and is found",
            "again by the next `serve` or `run`.",
            "",
            "  stage-gate serve",
            "  stage-gate serve --port 8443 shop/Jenkinsfile billing/Jenkinsfile"
        })
final class ServeVerb implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            defaultValue = "Jenkinsfile",
            description = "The definitions (default: ${DEFAULT-VALUE}).")
    private List<Path> files;

    @Option(
            names = "--port",
            defaultValue = "8420",
            description = "Where to listen; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How often repositories are looked at for what no hook told of; 0 for never"
                    + " (default: ${DEFAULT-VALUE}).")
    private int poll;

    @Mixin
    private StateOption state;

    @Mixin
    private EventsOption events;

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        var definitions = definitions();
        events.listeners();
        if (poll < 0) {
            throw UserException.usage("--poll is a number of seconds, or 0, not " + poll + ".");
        }
        var opened = new ArrayList<PipelineServer.Served>();
        var loops = new LinkedHashMap<String, TriggerLoop>();
        var following = new Following();
        try {
            for (var entry : definitions.entrySet()) {
                var one = open(entry.getKey(), entry.getValue(), following);
                opened.add(one);
                loops.put(entry.getKey(), triggers(one.pipeline(), entry.getValue()));
            }
            var secrets = new EnvironmentCredentials(System.getenv());
            var hooks = new HookHandler(loops, secrets::secret, Clock.systemUTC());
            var server = new PipelineServer("serve", Program.user(), opened, hooks);
            server.start(port);
            loops.forEach((name, loop) -> loop.start(Duration.ofSeconds(poll), name.hashCode()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, opened), "closing"));
            System.out.println("Open " + server.addressForOwner());
            following.awaitTrouble();
            return ExitCodes.FAILURE;
        } catch (CommandRefusedException e) {
            throw UserException.failure(e.getMessage());
        } finally {
            loops.values().forEach(TriggerLoop::close);
            for (var one : opened) {
                one.pipeline().close();
            }
        }
    }

    /** All are read before any is opened, so that one mistake leaves everything as it was. */
    private Map<String, DefinitionFile> definitions() throws UserException {
        var definitions = new LinkedHashMap<String, DefinitionFile>();
        for (Path path : files) {
            var file = new DefinitionFile(path);
            file.read();
            var other = definitions.put(file.pipelineName(), file);
            if (other != null) {
                throw UserException.usage("Both " + other.file() + " and " + path + " would be the pipeline "
                        + file.pipelineName() + ". Keep them in folders of different names.");
            }
        }
        return definitions;
    }

    private PipelineServer.Served open(String name, DefinitionFile file, Following following)
            throws UserException, CommandRefusedException, IOException {
        LocalPipeline pipeline = Openings.open(state.in(file.folder()).of(name));
        var changes = new Changes();
        pipeline.listen(events.listeners());
        pipeline.perform(file.folder(), new Watchers(List.of(following, changes)));
        pipeline.engine().submit(new Command.Define(file.read()));
        var desk = new Desk(pipeline.engine(), new FreshDefinition(file, pipeline.engine()));
        return new PipelineServer.Served(pipeline, desk, changes);
    }

    private static TriggerLoop triggers(LocalPipeline pipeline, DefinitionFile file) throws IOException {
        var engine = pipeline.engine();
        var triggers = new PipelineTriggers(
                engine,
                new FreshDefinition(file, engine),
                pipeline.git(),
                file.folder(),
                TriggerFolder.open(pipeline.place().triggers()));
        return new TriggerLoop(triggers, Clock.systemUTC());
    }

    private static void close(PipelineServer server, List<PipelineServer.Served> opened) {
        try {
            server.close();
            for (var one : opened) {
                one.pipeline().close();
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }
}
