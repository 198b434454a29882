package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "CodePipeline's clients are answered at the same address; `stage-gate key` makes the",
            "keys that they sign with.",
            "",
            "  stage-gate serve",
            "  stage-gate serve --port 8443 shop/Jenkinsfile billing/Jenkinsfile"
        })
final class ServeVerb implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "The definitions (default: the Jenkinsfile here).")
    private List<Path> files = List.of();

    @Option(
            names = "--port",
            defaultValue = "8420",
            description = "Where to listen; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "Where a proxy lets others reach this server: what the addresses of webhooks begin with.")
    private URI address;

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

    @Mixin
    private KeepOption keep;

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        var definitions = definitions();
        events.listeners();
        keep.executions();
        if (poll < 0) {
            throw UserException.usage("--poll is a number of seconds, or 0, not " + poll + ".");
        }
        var following = new Following();
        try (var serving = new Serving(account(), following, events, keep, outside())) {
            for (var entry : definitions.entrySet()) {
                var file = entry.getValue();
                serving.add(state.in(file.folder()).of(entry.getKey()), file);
            }
            var address = serving.start(port, Duration.ofSeconds(poll));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(serving), "closing"));
            System.out.println("Open " + address);
            following.awaitTrouble();
            return ExitCodes.FAILURE;
        } catch (CommandRefusedException e) {
            throw UserException.failure(e.getMessage());
        }
    }

    private Optional<String> outside() throws UserException {
        if (address != null
                && (address.getHost() == null
                        || !String.valueOf(address.getScheme()).matches("https?"))) {
            throw UserException.usage("--address is a URL such as https://ci.example.com, not " + address + ".");
        }
        return Optional.ofNullable(address).map(url -> url.toString().replaceAll("/+$", ""));
    }

    private StateFolder account() {
        return state.in(Path.of(""));
    }

    /** Without a file, a server for CodePipeline's clients alone is possible: they need a key. */
    private List<Path> named() throws IOException {
        var usual = Path.of("Jenkinsfile");
        boolean clientsOnly = files.isEmpty()
                && !Files.exists(usual)
                && !account().keys().all().isEmpty();
        return clientsOnly ? List.of() : files.isEmpty() ? List.of(usual) : files;
    }

    /** All are read before any is opened, so that one mistake leaves everything as it was. */
    private Map<String, DefinitionFile> definitions() throws UserException, IOException {
        var definitions = new LinkedHashMap<String, DefinitionFile>();
        for (Path path : named()) {
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

    private static void close(Serving serving) {
        try {
            serving.close();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }
}
