package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import io.jenkins.plugins.stagegate.trigger.Change;
import io.jenkins.plugins.stagegate.trigger.TriggerText;
import io.jenkins.plugins.stagegate.trigger.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = "Says for every trigger of a definition whether a change fires it, and why or why not.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing is started, and no repository, registry or bucket is asked. It ends with 0 if one",
            "of the triggers fires, and with 1 if none does.",
            "",
            "  stage-gate triggers explain --push main --changed services/cart/cart.go README.md",
            "  stage-gate triggers explain deploy/Jenkinsfile --tag v1.2",
            "  stage-gate triggers explain --pull-request main --event UPDATED --changed docs/a.md",
            "  stage-gate triggers explain --revision Base",
            "  stage-gate triggers explain --success shop"
        })
final class ExplainVerb implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "Jenkinsfile",
            description = "The definition (default: ${DEFAULT-VALUE}).")
    private Path file;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(
            names = "--event",
            defaultValue = "OPEN",
            description = "What happened to the pull request: OPEN, UPDATED or CLOSED (default: ${DEFAULT-VALUE}).")
    private PullRequestEvent event;

    @Option(
            names = "--changed",
            arity = "0..*",
            paramLabel = "PATH",
            description = "The files that were changed. Without it, they are not known.")
    private List<String> changed;

    @Spec
    private CommandSpec spec;

    static final class What {
        @Option(names = "--push", paramLabel = "BRANCH", description = "A push to this branch.")
        private String branch;

        @Option(names = "--tag", paramLabel = "TAG", description = "A push of this tag.")
        private String tag;

        @Option(names = "--pull-request", paramLabel = "BRANCH", description = "A pull request to this branch.")
        private String target;

        @Option(
                names = "--revision",
                paramLabel = "ACTION",
                description = "Another folder, image or object than before, which this source action takes.")
        private String action;

        @Option(
                names = "--success",
                paramLabel = "PIPELINE",
                description = "A success of this pipeline, which is called as in the definition.")
        private String pipeline;
    }

    @Override
    public Integer call() throws UserException {
        var pipeline = new DefinitionFile(file).readForAnyHost();
        if (pipeline.triggers().isEmpty()) {
            throw UserException.failure(
                    file + " has no triggers: nothing starts it but people. See `triggers` in the guide.");
        }
        var change = change(pipeline);
        var out = spec.commandLine().getOut();
        boolean any = false;
        for (int i = 0; i < pipeline.triggers().size(); i++) {
            var trigger = pipeline.triggers().get(i);
            var verdict = TriggeredSources.of(pipeline).verdict(trigger, change);
            out.println((i + 1) + "  " + TriggerText.of(trigger));
            out.println("   " + (verdict.fires() ? "fires: " : "does not fire: ") + verdict.reason()
                    + (verdict.reason().equals(Verdict.FILES_UNKNOWN) ? "; say it by `--changed PATH...`" : ""));
            any |= verdict.fires();
        }
        return any ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
    }

    private Change change(Pipeline pipeline) throws UserException {
        var files = Optional.ofNullable(changed);
        if (what.action != null) {
            return TriggeredSources.of(pipeline).revision(what.action);
        }
        if (what.pipeline != null) {
            return new Change.Success(what.pipeline);
        }
        if (what.tag != null) {
            return new Change.TagPush(what.tag, "");
        }
        return what.branch != null
                ? new Change.BranchPush(what.branch, "", files)
                : new Change.PullRequest(event, "", what.target, "", false, files);
    }
}
