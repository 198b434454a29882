package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.codepipeline.Account;
import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.account.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "key",
        description = "Makes, lists and revokes the access keys with which CodePipeline's clients sign.",
        synopsisSubcommandLabel = "create|list|revoke",
        footer = {
            "",
            "`create` shows what a shell needs so that the AWS CLI and the SDKs find `serve`:",
            "",
            "  eval \"$(stage-gate key create)\"",
            "  aws codepipeline list-pipelines",
            "",
            "The secret is shown once. A revoked key is refused from the next request on.",
            "",
            "  stage-gate key list",
            "  stage-gate key revoke KEY"
        },
        subcommands = {KeyVerb.Create.class, KeyVerb.List.class, KeyVerb.Revoke.class})
final class KeyVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with keys: create, list or revoke.");
    }

    abstract static class OfKeys implements Callable<Integer> {
        @Mixin
        private StateOption state;

        @Spec
        private CommandSpec spec;

        final KeyFile keys() throws IOException {
            var folder = state.in(Path.of(""));
            folder.make();
            return folder.keys();
        }

        final void say(String line) {
            spec.commandLine().getOut().println(line);
        }
    }

    @Command(name = "create", description = "Makes a key, and shows it as settings of a shell.")
    static final class Create extends OfKeys {
        @Option(
                names = "--owner",
                paramLabel = "NAME",
                description = "In whose name its requests are carried out (default: you).")
        private String owner;

        @Option(
                names = "--port",
                defaultValue = "8420",
                description = "Where `serve` listens (default: ${DEFAULT-VALUE}).")
        private int port;

        @Override
        public Integer call() throws IOException {
            var key = keys().create(owner == null ? Program.user().name() : owner, Instant.now());
            say("export AWS_ACCESS_KEY_ID=" + key.id());
            say("export AWS_SECRET_ACCESS_KEY=" + key.secret());
            say("export AWS_DEFAULT_REGION=" + Account.REGION);
            say("export AWS_ENDPOINT_URL_CODEPIPELINE=http://127.0.0.1:" + port);
            return ExitCodes.SUCCESS;
        }
    }

    @Command(name = "list", description = "Lists the keys, without their secrets, and when each was last used.")
    static final class List extends OfKeys {
        @Override
        public Integer call() throws IOException {
            var keys = keys();
            for (var key : keys.all()) {
                var used = keys.lastUse(key.id()).map(time -> "last used " + time);
                say(key.id() + "  " + key.created() + "  " + key.owner() + "  " + used.orElse("never used"));
            }
            return ExitCodes.SUCCESS;
        }
    }

    @Command(name = "revoke", description = "Takes a key back.")
    static final class Revoke extends OfKeys {
        @Parameters(paramLabel = "ID", description = "The first half of the key, as `list` shows it.")
        private String id;

        @Override
        public Integer call() throws UserException, IOException {
            if (!keys().revoke(id)) {
                throw UserException.usage("There is no key " + id + ". `" + Program.name() + " key list` shows them.");
            }
            return ExitCodes.SUCCESS;
        }
    }
}
